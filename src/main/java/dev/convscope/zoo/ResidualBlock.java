package dev.convscope.zoo;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;

/// A residual block: convolutions, squeeze-and-excitation if any, the sum with the shortcut, ReLU.
///
/// @param shape which convolutions it is made of
/// @param shortcut what joins the sum
/// @param strideFirst the stride sits in the first 1×1 instead of the 3×3 (bottlenecks only)
/// @param squeezes whether it ends in squeeze-and-excitation with reduction 16
record ResidualBlock(Form shape, Shortcut shortcut, boolean strideFirst, boolean squeezes) {
    private static final Units UNITS = Units.PYTORCH;
    private static final int REDUCTION = 16;
    private static final int EXPANSION = 4;
    private static final int SENET_GROUPS = 64;

    /// The convolutions of a block of base width p.
    sealed interface Form {
        /// Two 3×3 of width p.
        record Basic() implements Form {}

        /// 1×1 and 3×3 of width `factor`·p, then 1×1 to 4p.
        record Bottleneck(int factor) implements Form {}

        /// 1×1 and grouped 3×3 of `groups` groups of `groupWidth`, doubled per stage, then 1×1 to
        /// 4p (ResNeXt).
        record Grouped(int groups, int groupWidth) implements Form {}

        /// 1×1 to 2p, 3×3 to 4p in 64 groups, 1×1 to 4p; projections are 3×3 (SENet-154).
        record Senet() implements Form {}
    }

    /// What the block's input goes through before it is added.
    enum Shortcut {
        /// No shortcut: a plain network.
        NONE,
        /// Every second pixel, zeros for the missing channels (option A).
        PADDED,
        /// A projection where the shape changes (option B).
        PROJECTED,
        /// A projection everywhere (option C).
        PROJECTED_EVERYWHERE
    }

    Node build(GraphBuilder graph, Node x, int p0, int stage, int stride, double width) {
        int p = p0 << stage;
        Node y =
                switch (shape) {
                    case Form.Basic _ -> basic(graph, x, p, stride);
                    case Form.Bottleneck(int factor) ->
                            bottleneck(graph, x, new int[] {factor * p, factor * p, p}, 1, stride);
                    case Form.Grouped(int groups, int groupWidth) -> {
                        int mid = groups * Scaling.truncated(groupWidth, width) << stage;
                        yield bottleneck(graph, x, new int[] {mid, mid, p}, groups, stride);
                    }
                    case Form.Senet _ -> {
                        int[] widths = {inGroups(2 * p), inGroups(4 * p), p};
                        yield bottleneck(graph, x, widths, SENET_GROUPS, stride);
                    }
                };
        if (squeezes) y = squeeze(graph, y);
        if (shortcut != Shortcut.NONE) {
            y = graph.add("add", new Op.Add(), y, shortcut(graph, x, y, stride));
        }
        return graph.activation(y, "act", ActivationFunction.RELU);
    }

    /// The nearest width that the groups divide.
    private static int inGroups(int width) {
        return Math.max(1, Math.round(width / (float) SENET_GROUPS)) * SENET_GROUPS;
    }

    private Node basic(GraphBuilder graph, Node x, int p, int stride) {
        Node y = UNITS.unit(graph, x, "conv1", p, 3, stride);
        return UNITS.linear(graph, y, "conv2", p, 3, 1);
    }

    private Node bottleneck(GraphBuilder graph, Node x, int[] widths, int groups, int stride) {
        Node y = UNITS.unit(graph, x, "conv1", widths[0], 1, strideFirst ? stride : 1);
        Window window = Window.square(3, strideFirst ? 1 : stride);
        y =
                graph.convBnAct(
                        y,
                        "conv2",
                        widths[1],
                        window,
                        groups,
                        UNITS.epsilon(),
                        ActivationFunction.RELU);
        return UNITS.linear(graph, y, "conv3", EXPANSION * widths[2], 1, 1);
    }

    private static Node squeeze(GraphBuilder graph, Node y) {
        int squeezed = Math.max(1, y.shape().channels() / REDUCTION);
        return Units.squeeze(
                graph, y, squeezed, ActivationFunction.RELU, ActivationFunction.SIGMOID);
    }

    private Node shortcut(GraphBuilder graph, Node x, Node y, int stride) {
        int in = x.shape().channels();
        int out = y.shape().channels();
        boolean same = stride == 1 && in == out;
        if (same && shortcut != Shortcut.PROJECTED_EVERYWHERE) return x;
        if (shortcut == Shortcut.PADDED) return padded(graph, x, out, stride);
        int kernel = shape instanceof Form.Senet && stride > 1 ? 3 : 1;
        return UNITS.linear(graph, x, "shortcut", out, kernel, stride);
    }

    private static Node padded(GraphBuilder graph, Node x, int out, int stride) {
        Node y = x;
        if (stride > 1) {
            var sample = new Op.Pool(PoolKind.MAX, Window.valid(1, stride), false, false);
            y = graph.add("shortcut.sample", sample, y);
        }
        int missing = out - y.shape().channels();
        return missing == 0 ? y : graph.add("shortcut.pad", new Op.ChannelPad(0, missing), y);
    }

    String widthRule(int base) {
        String rule = "base width ⌊" + base + "·w⌋, doubled per stage";
        return switch (shape) {
            case Form.Basic _, Form.Bottleneck _ -> rule;
            case Form.Grouped(int groups, int groupWidth) ->
                    rule + "; " + groups + " groups of ⌊" + groupWidth + "·w⌋";
            case Form.Senet _ -> rule + "; grouped convolutions to the nearest multiple of 64";
        };
    }
}
