package dev.convscope.analysis;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;

/// The most activation memory a graph needs at once, by liveness.
///
/// fp32, one image, the graph as designed: every node writes a tensor of its own, nothing in place.
/// Nodes run in the order of the graph. A tensor lives from the node that writes it to the last one
/// that reads it; what nobody reads is a result and lives to the end. Weights are not included.
///
/// @param bytes the largest sum of live tensors
/// @param atNode the first node at which it is reached
public record ActivationMemory(long bytes, Node atNode) {
    public ActivationMemory {
        if (bytes < 1) throw new IllegalArgumentException("bytes must be positive, was " + bytes);
    }

    /// Follows the tensors through the graph.
    public static ActivationMemory peak(Graph graph) {
        int[] lastRead = lastReads(graph);
        long[] freedAfter = new long[graph.nodes().size()];
        long alive = 0;
        long peak = 0;
        Node atNode = graph.input();
        for (Node node : graph.nodes()) {
            alive = Math.addExact(alive, node.shape().bytes());
            freedAfter[lastRead[node.index()]] += node.shape().bytes();
            if (alive > peak) {
                peak = alive;
                atNode = node;
            }
            alive -= freedAfter[node.index()];
        }
        return new ActivationMemory(peak, atNode);
    }

    private static int[] lastReads(Graph graph) {
        int end = graph.nodes().size() - 1;
        int[] lastRead = new int[end + 1];
        java.util.Arrays.fill(lastRead, -1);
        for (Node node : graph.nodes()) {
            for (int input : node.inputs()) lastRead[input] = node.index();
        }
        for (int i = 0; i <= end; i++) {
            if (lastRead[i] < 0 || i == graph.outputIndex()) lastRead[i] = end;
        }
        return lastRead;
    }
}
