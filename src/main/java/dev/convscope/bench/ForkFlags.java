package dev.convscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The flags of every measured JVM. Nobody else adds one, and nothing is inherited.
///
/// A launcher that is tuned to start fast (C1 only, an AOT cache, a serial collector) must not
/// leak into what is timed, nor may what the user's environment tells every JVM.
///
/// None of them makes an inference faster: a program that embeds the library has the same speed
/// with the incubator module alone.
///
/// @param heapBytes of the whole heap, from the start: it neither grows nor shrinks
public record ForkFlags(long heapBytes) {
    /// What runs the Vector API and the native peer without a word on stderr, but for the one line
    /// about incubator modules that no flag switches off.
    private static final List<String> MODULES =
            List.of(
                    "--add-modules=jdk.incubator.vector",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /// Variables through which a JVM takes flags from its environment.
    private static final List<String> LEAKS =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final long MEBIBYTE = 1 << 20;

    /// What dies young in a network that is prepared (weights as made, boxes of kernels that are
    /// not yet compiled) is collected before it touches much memory; a warm inference makes none.
    private static final int YOUNG_MEBIBYTES = 32;

    public ForkFlags {
        if (heapBytes < MEBIBYTE) {
            throw new IllegalArgumentException("a heap has at least 1 MiB, was " + heapBytes);
        }
    }

    /// All of them, in order.
    ///
    /// G1 is named, not left to the JVM's guess from the machine's size; it also starts every large
    /// array at the same distance from a cache line.
    public List<String> all() {
        List<String> flags = new ArrayList<>(MODULES);
        flags.add("-Xms" + heapBytes / MEBIBYTE + "m");
        flags.add("-Xmx" + heapBytes / MEBIBYTE + "m");
        flags.add("-Xmn" + Math.clamp(heapBytes / 4 / MEBIBYTE, 1, YOUNG_MEBIBYTES) + "m");
        flags.add("-XX:+UseG1GC");
        flags.add("-Djava.awt.headless=true");
        return List.copyOf(flags);
    }

    /// All of them, then `extra`.
    List<String> and(List<String> extra) {
        List<String> flags = new ArrayList<>(all());
        flags.addAll(extra);
        return List.copyOf(flags);
    }

    /// Takes what would change a measured JVM out of its environment.
    static void clean(Map<String, String> environment) {
        LEAKS.forEach(environment::remove);
    }
}
