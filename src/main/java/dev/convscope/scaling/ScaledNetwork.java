package dev.convscope.scaling;

import dev.convscope.analysis.ActivationMemory;
import dev.convscope.analysis.Tally;
import dev.convscope.graph.Graph;

/// One network after scaling: what the law says and what was really built.
///
/// @param multipliers what was asked for
/// @param pixels side of the input, a whole number
/// @param graph the network with whole channels and blocks
/// @param tally what it really costs
/// @param predictedRatio the cost over the base's by the law, d · w² · r²
/// @param ratio the cost over the base's, real
public record ScaledNetwork(
        Multipliers multipliers,
        int pixels,
        Graph graph,
        Tally tally,
        double predictedRatio,
        double ratio) {

    public long params() {
        return tally.params();
    }

    public long macs() {
        return tally.macs();
    }

    /// Bytes of weights and of the most activations alive at once.
    public long memoryBytes() {
        return tally.weightBytes() + ActivationMemory.peak(graph).bytes();
    }
}
