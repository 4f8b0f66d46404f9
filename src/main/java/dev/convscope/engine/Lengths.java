package dev.convscope.engine;

/// The guard of every session's entry.
final class Lengths {
    private Lengths() {}

    static void check(String what, float[] values, int expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(
                    what + " must have " + expected + " floats, had " + values.length);
        }
    }
}
