package dev.convscope.analysis;

import dev.convscope.graph.Node;
import dev.convscope.graph.Op;

/// The numbers one node owns.
///
/// @param weights of convolutions and fully connected layers
/// @param bias of convolutions and fully connected layers
/// @param norm trainable factors and offsets of batch normalisation
/// @param statistics moving means and variances, which are not trained
public record ParameterCount(long weights, long bias, long norm, long statistics) {
    /// What a node without tensors owns.
    public static final ParameterCount NONE = new ParameterCount(0, 0, 0, 0);

    public ParameterCount {
        if (Math.min(Math.min(weights, bias), Math.min(norm, statistics)) < 0) {
            throw new IllegalArgumentException("parameter counts must not be negative");
        }
    }

    /// The numbers of a node; none where it uses another node's tensors.
    public static ParameterCount of(Node node) {
        if (node.sharesParameters()) return NONE;
        return switch (node.op()) {
            case Op.Conv conv -> {
                long perOutput =
                        (long) node.inputShape().channels() / conv.groups() * conv.window().area();
                yield layer(perOutput, conv.outChannels(), conv.bias());
            }
            case Op.FullyConnected layer ->
                    layer(node.inputShape().elements(), layer.outFeatures(), layer.bias());
            case Op.BatchNorm _ -> {
                long two = 2L * node.inputShape().channels();
                yield new ParameterCount(0, 0, two, two);
            }
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
                    Op.ChannelPad _ ->
                    NONE;
        };
    }

    private static ParameterCount layer(long perOutput, int outputs, boolean bias) {
        return new ParameterCount(Math.multiplyExact(perOutput, outputs), bias ? outputs : 0, 0, 0);
    }

    /// Trainable numbers.
    public long trainable() {
        return weights + bias + norm;
    }
}
