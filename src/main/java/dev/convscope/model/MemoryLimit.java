package dev.convscope.model;

import dev.convscope.base.UserException;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;

/// Refuses inputs that no run of the network could hold.
///
/// Only what a layer reads and writes is looked at, a lower bound of what running it takes: what is
/// refused here could never run.
final class MemoryLimit {
    private MemoryLimit() {}

    static void check(String text, Graph graph, long memoryBytes) {
        for (Node node : graph.nodes()) {
            long bytes = node.shape().bytes();
            for (int input : node.inputs()) bytes += graph.node(input).shape().bytes();
            if (bytes > memoryBytes) throw tooLarge(text, graph, node, bytes, memoryBytes);
        }
    }

    private static UserException tooLarge(
            String text, Graph graph, Node node, long bytes, long memoryBytes) {
        return UserException.about("the input is too large for this machine's memory")
                .where("model '" + text + "', layer '" + node.name() + "'")
                .found(gibibytes(bytes) + " for one layer at " + graph.inputShape())
                .expected("at most " + gibibytes(memoryBytes))
                .remedy("use a smaller resolution")
                .build();
    }

    private static String gibibytes(long bytes) {
        long tenths = Math.round(bytes / (double) (1L << 30) * 10);
        return tenths / 10 + "." + tenths % 10 + " GiB";
    }
}
