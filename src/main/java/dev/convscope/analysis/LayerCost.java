package dev.convscope.analysis;

import dev.convscope.base.Shape;
import dev.convscope.graph.Node;

/// The row of one node: what it is and what it costs for one image.
///
/// @param node the node counted
/// @param kind the class its multiply-accumulates belong to
/// @param parameters the numbers it owns; none where it uses another node's
/// @param macs multiply-accumulates, at every use of shared weights
/// @param flops operations under the convention of the table
public record LayerCost(Node node, Kind kind, ParameterCount parameters, long macs, long flops) {

    static LayerCost of(Node node, Convention convention) {
        return new LayerCost(
                node,
                Kind.of(node),
                ParameterCount.of(node),
                Operations.macs(node),
                convention.flops(node));
    }

    public String name() {
        return node.name();
    }

    public String stage() {
        return node.stage();
    }

    public String block() {
        return node.block();
    }

    /// What it computes, as in `conv 3x3 /2`.
    public String op() {
        return OpLabel.of(node);
    }

    public Shape input() {
        return node.inputShape();
    }

    public Shape output() {
        return node.shape();
    }

    /// Trainable numbers.
    public long params() {
        return parameters.trainable();
    }

    public long bnStatistics() {
        return parameters.statistics();
    }

    /// Outputs of a convolution or fully connected layer; 0 for every other operator.
    public long activationElements() {
        return kind.counted() ? output().elements() : 0;
    }
}
