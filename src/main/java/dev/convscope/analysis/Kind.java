package dev.convscope.analysis;

import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Role;

/// The classes into which multiply-accumulates are sorted.
public enum Kind {
    /// Convolutions that are none of the below; grouped ones and 1×7 included
    DENSE("dense"),
    /// 1×1 convolutions of one group, whatever their stride
    POINTWISE("pointwise"),
    /// One filter group per input channel
    DEPTHWISE("depthwise"),
    /// Both layers of a squeeze-and-excitation branch
    SE("se"),
    /// Fully connected layers
    FC("fc"),
    /// Everything that does no multiply-accumulate
    OTHER("other");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /// As it is written in reports.
    public String label() {
        return label;
    }

    /// Whether its nodes do multiply-accumulates.
    public boolean counted() {
        return this != OTHER;
    }

    /// The class a node belongs to.
    public static Kind of(Node node) {
        boolean gate = node.role() == Role.SQUEEZE_EXCITATION;
        return switch (node.op()) {
            case Op.Conv _ when gate -> SE;
            case Op.FullyConnected _ when gate -> SE;
            case Op.Conv conv when conv.depthwise(node.inputShape().channels()) -> DEPTHWISE;
            case Op.Conv conv -> conv.pointwise() ? POINTWISE : DENSE;
            case Op.FullyConnected _ -> FC;
            case Op.Input _,
                    Op.BatchNorm _,
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
                    OTHER;
        };
    }
}
