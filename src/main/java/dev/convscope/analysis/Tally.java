package dev.convscope.analysis;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;

/// The totals of a network without its rows: enough for a search over many networks, and quick.
///
/// @param params trainable numbers
/// @param bnStatistics moving means and variances
/// @param macs multiply-accumulates
public record Tally(long params, long bnStatistics, long macs) {

    /// Counts a network as {@link NetworkCost} does.
    public static Tally of(Graph graph) {
        long params = 0;
        long bnStatistics = 0;
        long macs = 0;
        for (Node node : graph.nodes()) {
            ParameterCount count = ParameterCount.of(node);
            params += count.trainable();
            bnStatistics += count.statistics();
            macs = Math.addExact(macs, Operations.macs(node));
        }
        return new Tally(params, bnStatistics, macs);
    }

    /// Bytes of all tensors in fp32, moving statistics included.
    public long weightBytes() {
        return 4 * (params + bnStatistics);
    }
}
