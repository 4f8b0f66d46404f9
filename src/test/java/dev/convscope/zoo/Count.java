package dev.convscope.zoo;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;
import dev.convscope.graph.Role;

/// Counts of a graph, written independently of the product's own analysis.
record Count(
        long params,
        long bnStatistics,
        long dense,
        long pointwise,
        long depthwise,
        long squeeze,
        long fc,
        long bnElements,
        long activationElements) {

    static Count of(Graph graph) {
        long[] c = new long[9];
        for (Node node : graph.nodes()) {
            if (!node.sharesParameters()) {
                for (Parameter.Spec spec : node.parameters()) {
                    c[spec.parameter().trainable() ? 0 : 1] += spec.elements();
                }
            }
            switch (node.op()) {
                case Op.Conv conv -> {
                    c[kind(node, conv)] += macs(node, conv);
                    c[8] += node.shape().elements();
                }
                case Op.FullyConnected _ -> {
                    c[6] += node.inputShape().elements() * node.shape().channels();
                    c[8] += node.shape().elements();
                }
                case Op.BatchNorm _ -> c[7] += node.shape().elements();
                case Op.Input _,
                        Op.Activation _,
                        Op.Pool _,
                        Op.GlobalAveragePool _,
                        Op.AdaptiveAveragePool _,
                        Op.LocalResponseNorm _,
                        Op.Add _,
                        Op.ChannelMultiply _,
                        Op.Scale _,
                        Op.Concat _,
                        Op.Flatten _,
                        Op.Dropout _,
                        Op.Shift _,
                        Op.ChannelPad _ -> {}
            }
        }
        return new Count(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8]);
    }

    long macs() {
        return dense + pointwise + depthwise + squeeze + fc;
    }

    static long macs(Node node, Op.Conv conv) {
        long perOutput = (long) node.inputShape().channels() / conv.groups() * conv.window().area();
        return node.shape().elements() * perOutput;
    }

    private static int kind(Node node, Op.Conv conv) {
        if (node.role() == Role.SQUEEZE_EXCITATION) return 5;
        if (conv.pointwise()) return 3;
        return conv.depthwise(node.inputShape().channels()) ? 4 : 2;
    }
}
