package dev.convscope.zoo;

import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;

import java.util.List;

/// ResNet and its relatives with normalisation after the convolution: plain networks, wide
/// ResNets, ResNeXt, SE-ResNet, SENet-154 and the CIFAR networks.
///
/// The base width p₀ = ⌊64·w⌋ (16 for CIFAR) is truncated once; stage i has p₀·2ⁱ.
///
/// @param counts blocks per stage
/// @param base channels of the stem and of the first stage
record ResidualNet(List<Integer> counts, int base, Stem stem, ResidualBlock block, double dropout)
        implements Architecture {
    private static final Units UNITS = Units.PYTORCH;

    /// What stands before the first block.
    enum Stem {
        /// 7×7 with stride 2, then a 3×3 pooling with padding 1.
        IMAGENET,
        /// The same, with Caffe's pooling: no padding, last window cut by the edge.
        CAFFE,
        /// Three 3×3 convolutions and Caffe's pooling (SENet-154).
        THREE_CONVOLUTIONS,
        /// One 3×3 convolution.
        CIFAR
    }

    @Override
    public Node build(GraphBuilder graph, Node input, Configuration request) {
        int p0 = Scaling.truncated(base, request.width());
        Node x = stem(graph, input, p0);
        for (int i = 0; i < counts.size(); i++) {
            String stage = Integer.toString(i + 2);
            int repeats = Scaling.repeats(counts.get(i), request.depth());
            for (int j = 0; j < repeats; j++) {
                graph.at(stage, stage + "." + (j + 1));
                int stride = i > 0 && j == 0 ? 2 : 1;
                x = block.build(graph, x, p0, i, stride, request.width());
            }
        }
        graph.at("head");
        return Units.head(graph, x, dropout, request.classes().orElseThrow());
    }

    private Node stem(GraphBuilder graph, Node input, int p0) {
        graph.at("1");
        return switch (stem) {
            case CIFAR -> UNITS.unit(graph, input, "conv", p0, 3, 1);
            case IMAGENET -> pooled(graph, UNITS.unit(graph, input, "conv", p0, 7, 2), false);
            case CAFFE -> pooled(graph, UNITS.unit(graph, input, "conv", p0, 7, 2), true);
            case THREE_CONVOLUTIONS -> {
                Node x = UNITS.unit(graph, input, "conv1", p0, 3, 2);
                x = UNITS.unit(graph, x, "conv2", p0, 3, 1);
                yield pooled(graph, UNITS.unit(graph, x, "conv3", 2 * p0, 3, 1), true);
            }
        };
    }

    private static Node pooled(GraphBuilder graph, Node x, boolean caffe) {
        graph.at("2");
        Window window = caffe ? Window.valid(3, 2) : Window.square(3, 2);
        return graph.add("pool", new Op.Pool(PoolKind.MAX, window, caffe, false), x);
    }

    @Override
    public String widthRule() {
        return block.widthRule(base);
    }

    @Override
    public String depthRule() {
        return "a stage of n blocks gets ⌈d·n⌉";
    }
}
