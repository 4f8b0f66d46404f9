package dev.convscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What `--version` tells.
final class Version {
    private static final int SECONDS_TO_ANSWER = 20;

    private Version() {}

    static String describe() {
        return """
               convscope %s
               JDK %s (%s)
               vectors of %s
               """
                .formatted(
                        tool(),
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        vectorWidth());
    }

    /// Of the jar; a build's folder of classes has none.
    private static String tool() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    /// Asked of a child, because this JVM does not load the vector module.
    private static String vectorWidth() {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VectorWidth.class.getName());
        try {
            var child =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!child.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) child.destroyForcibly();
            String bits = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return bits.isBlank() ? "unknown width: this JDK runs no vector code" : bits.strip();
        } catch (IOException e) {
            return "unknown width: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown width";
        }
    }
}
