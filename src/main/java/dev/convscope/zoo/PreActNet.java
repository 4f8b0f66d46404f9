package dev.convscope.zoo;

import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;

import java.util.List;

/// Pre-activation ResNets (He et al. 2016b) and the wide ResNets made of them: normalisation and
/// ReLU come before each convolution, and once more before the pooling.
///
/// A projection reads the normalised input and has no normalisation of its own. For ImageNet the
/// first unit shares the normalisation of the stem; for CIFAR the stem has none.
///
/// @param counts blocks per stage
/// @param base channels of the stem
/// @param widen stage width over base width
/// @param bottleneck 1×1, 3×3, 1×1 to four times the width; otherwise two 3×3
/// @param imagenet the stem: 7×7 and pooling, or one 3×3
record PreActNet(List<Integer> counts, int base, int widen, boolean bottleneck, boolean imagenet)
        implements Architecture {
    private static final Units UNITS = Units.PYTORCH;
    private static final int EXPANSION = 4;

    @Override
    public Node build(GraphBuilder graph, Node input, Configuration request) {
        int p0 = Scaling.truncated(base, request.width());
        Node x = stem(graph, input, p0);
        for (int i = 0; i < counts.size(); i++) {
            String stage = Integer.toString(i + 2);
            int repeats = Scaling.repeats(counts.get(i), request.depth());
            for (int j = 0; j < repeats; j++) {
                graph.at(stage, stage + "." + (j + 1));
                boolean shares = imagenet && i == 0 && j == 0;
                int stride = i > 0 && j == 0 ? 2 : 1;
                x = unit(graph, x, p0 * widen << i, stride, shares);
            }
        }
        graph.at("head");
        x = UNITS.normalised(graph, x, "final");
        return Units.head(graph, x, 0, request.classes().orElseThrow());
    }

    private Node stem(GraphBuilder graph, Node input, int p0) {
        graph.at("1");
        if (!imagenet) return graph.conv(input, "conv", p0, Window.square(3, 1), 1, false);
        Node x = UNITS.unit(graph, input, "conv", p0, 7, 2);
        graph.at("2");
        return graph.add("pool", new Op.Pool(PoolKind.MAX, Window.square(3, 2), false, false), x);
    }

    private Node unit(GraphBuilder graph, Node x, int p, int stride, boolean shares) {
        Node before = shares ? x : UNITS.normalised(graph, x, "pre");
        Node y =
                bottleneck ? bottleneck(graph, before, p, stride) : basic(graph, before, p, stride);
        boolean same = stride == 1 && x.shape().channels() == y.shape().channels();
        Node shortcut = same ? x : projection(graph, before, y, stride);
        return graph.add("add", new Op.Add(), y, shortcut);
    }

    private static Node bottleneck(GraphBuilder graph, Node x, int p, int stride) {
        Node y = UNITS.unit(graph, x, "conv1", p, 1, 1);
        y = UNITS.unit(graph, y, "conv2", p, 3, stride);
        return graph.conv(y, "conv3", EXPANSION * p, Window.square(1, 1), 1, false);
    }

    private static Node basic(GraphBuilder graph, Node x, int p, int stride) {
        Node y = UNITS.unit(graph, x, "conv1", p, 3, stride);
        return graph.conv(y, "conv2", p, Window.square(3, 1), 1, false);
    }

    private static Node projection(GraphBuilder graph, Node x, Node y, int stride) {
        int out = y.shape().channels();
        return graph.conv(x, "shortcut", out, Window.square(1, stride), 1, false);
    }

    @Override
    public String widthRule() {
        String rule = "base width ⌊" + base + "·w⌋, doubled per stage";
        return widen == 1 ? rule : rule + ", " + widen + " times as wide behind the stem";
    }

    @Override
    public String depthRule() {
        return "a stage of n blocks gets ⌈d·n⌉";
    }
}
