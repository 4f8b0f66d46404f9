package dev.convscope.bench;

import dev.convscope.analysis.ActivationMemory;
import dev.convscope.base.UserException;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;

import java.lang.management.ManagementFactory;

/// How much heap a network needs in any engine: generously, for a heap that is not touched costs
/// nothing, and one that is collected while it is measured costs the number.
final class HeapSize {
    private static final long BASE = 384L << 20;

    /// Weights as made, as folded, as packed, and as a file for the peer engine.
    private static final int COPIES_OF_WEIGHTS = 6;

    private static final int COPIES_OF_ACTIVATIONS = 3;

    private HeapSize() {}

    /// @throws UserException if this machine has not enough memory
    static long of(String model, Graph graph) {
        long bytes =
                BASE
                        + COPIES_OF_WEIGHTS * weightBytes(graph)
                        + COPIES_OF_ACTIVATIONS * ActivationMemory.peak(graph).bytes()
                        + 2 * largestPatchMatrix(graph);
        long memory = memoryBytes();
        if (bytes > memory) {
            throw UserException.about("there is not enough memory to run this network")
                    .where("model '" + model + "'")
                    .found(gibibytes(memory))
                    .expected(gibibytes(bytes))
                    .remedy("use a smaller resolution or width, or a machine with more memory")
                    .build();
        }
        return bytes;
    }

    private static String gibibytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << 30) + " GiB";
    }

    static long memoryBytes() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }

    private static long weightBytes(Graph graph) {
        return graph.nodes().stream()
                        .filter(node -> !node.sharesParameters())
                        .flatMap(node -> node.parameters().stream())
                        .mapToLong(Parameter.Spec::elements)
                        .sum()
                * Float.BYTES;
    }

    /// The largest im2col matrix of the reference.
    private static long largestPatchMatrix(Graph graph) {
        return graph.nodes().stream().mapToLong(HeapSize::patchMatrix).max().orElse(0);
    }

    private static long patchMatrix(Node node) {
        if (!(node.op() instanceof Op.Conv conv)) return 0;
        long patch =
                (long) node.inputShape().channels()
                        / conv.groups()
                        * conv.window().kernelHeight()
                        * conv.window().kernelWidth();
        return patch * node.shape().pixels() * Float.BYTES;
    }
}
