package dev.convscope.cli;

/// What `--version` tells.
final class Version {
    private Version() {}

    static String describe() {
        return "convscope "
                + tool()
                + System.lineSeparator()
                + "JDK "
                + Runtime.version()
                + ", "
                + System.getProperty("java.vendor");
    }

    /// Of the jar; a build's folder of classes has none.
    static String tool() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
