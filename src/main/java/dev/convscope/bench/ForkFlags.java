package dev.convscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The flags of every measured JVM. Nobody else adds one, and nothing is inherited.
///
/// A launcher that is tuned to start fast (C1 only, an AOT cache, a serial collector) must not
/// leak into what is timed, nor may what the user's environment tells every JVM.
///
/// @param heapBytes of the whole heap, from the start: it neither grows nor shrinks
/// @param manyCalls whether the work is many calls of small kernels, as in the vector engine; long
/// loops in few calls, as in the reference, would stay in the interpreter
public record ForkFlags(long heapBytes, boolean manyCalls) {
    /// What runs the Vector API and the native peer without a word on stderr, but for the one line
    /// about incubator modules that no flag switches off.
    private static final List<String> MODULES =
            List.of(
                    "--add-modules=jdk.incubator.vector",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /// Compiles a kernel after a few calls instead of thousands. It changes no steady state; it
    /// saves the seconds to minutes that a large network spends in the interpreter before C2 is
    /// asked.
    private static final List<String> EARLY =
            List.of(
                    "-XX:CompileCommand=quiet",
                    "-XX:CompileCommand=CompileThresholdScaling,dev.convscope.kernels.*::*,0.02",
                    "-XX:CompileCommand=CompileThresholdScaling,dev.convscope.executor.*::*,0.02");

    /// A running kernel is not worth a compilation of its own, because its next call gets the
    /// ordinary one: without, C2 has a third of the work before an inference is as fast as it
    /// gets. What prepares the network then needs early compilations, too.
    private static final List<String> MANY_CALLS =
            List.of(
                    "-XX:-UseOnStackReplacement",
                    "-XX:CompileCommand=CompileThresholdScaling,dev.convscope.plan.*::*,0.02",
                    "-XX:CompileCommand=CompileThresholdScaling,dev.convscope.weights.*::*,0.02");

    /// Variables through which a JVM takes flags from its environment.
    private static final List<String> LEAKS =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final long MEBIBYTE = 1 << 20;

    /// What dies young in a network that is prepared (weights as made, boxes of kernels that are
    /// not
    /// yet compiled) is collected before it touches much memory; a warm inference makes none.
    private static final int YOUNG_MEBIBYTES = 32;

    public ForkFlags {
        if (heapBytes < MEBIBYTE) {
            throw new IllegalArgumentException("a heap has at least 1 MiB, was " + heapBytes);
        }
    }

    /// For work of any kind.
    public ForkFlags(long heapBytes) {
        this(heapBytes, false);
    }

    /// For an engine.
    public static ForkFlags forEngine(String engine, long heapBytes) {
        return new ForkFlags(heapBytes, engine.equals("vector"));
    }

    /// All of them, in order.
    ///
    /// G1 is named, not left to the JVM's guess from the machine's size; it also starts every large
    /// array at the same distance from a cache line.
    public List<String> all() {
        List<String> flags = new ArrayList<>(MODULES);
        flags.addAll(EARLY);
        if (manyCalls) flags.addAll(MANY_CALLS);
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
