package dev.convscope.zoo;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;

import java.util.List;

/// Xception (Chollet 2017, Figure 5): separable convolutions on residual connections.
///
/// A separable convolution is a bare depthwise 3×3, then a 1×1 with normalisation; ReLU stands
/// before it inside a block, after it in the exit.
///
/// @param entry widths of the strided blocks of the entry flow
/// @param middle width of the middle flow's blocks
/// @param repeats blocks of the middle flow
/// @param exit widths of the two separable convolutions behind the last block
record Xception(List<Integer> entry, int middle, int repeats, int lastBlock, List<Integer> exit)
        implements Architecture {
    private static final Units UNITS = new Units(ActivationFunction.RELU, false, 1e-3);
    private static final double DROPOUT = 0.5;

    static List<Network> networks() {
        var architecture = new Xception(List.of(128, 256, 728), 728, 8, 1024, List.of(1536, 2048));
        return List.of(
                Network.of("xception", "Xception", 299, architecture)
                        .describedAs("separable convolutions on residual connections"));
    }

    @Override
    public Node build(GraphBuilder graph, Node input, Configuration request) {
        double w = request.width();
        Node x = stem(graph, input, w);
        for (int i = 0; i < entry.size(); i++) {
            int out = scaled(entry.get(i), w);
            x = strided(graph.at("2", "2." + (i + 1)), x, out, out, i > 0);
        }
        int blocks = Scaling.repeats(repeats, request.depth());
        for (int i = 1; i <= blocks; i++)
            x = repeated(graph.at("3", "3." + i), x, scaled(middle, w));
        x = strided(graph.at("4", "4.1"), x, scaled(middle, w), scaled(lastBlock, w), true);
        graph.at("4", "4.2");
        for (int i = 0; i < exit.size(); i++) {
            String name = "separable" + (i + 1);
            x = separable(graph, x, name, scaled(exit.get(i), w));
            x = graph.activation(x, name + ".act", ActivationFunction.RELU);
        }
        graph.at("head");
        return Units.head(graph, x, DROPOUT, request.classes().orElseThrow());
    }

    private static Node stem(GraphBuilder graph, Node input, double w) {
        graph.at("1");
        Node x = valid(graph, input, "conv1", scaled(32, w), 2);
        return valid(graph, x, "conv2", scaled(64, w), 1);
    }

    private static Node valid(GraphBuilder graph, Node x, String name, int out, int stride) {
        Window window = Window.valid(3, stride);
        return graph.convBnAct(x, name, out, window, 1, UNITS.epsilon(), UNITS.function());
    }

    /// Two separable convolutions and a pooling, beside a strided 1×1.
    private static Node strided(
            GraphBuilder graph, Node x, int first, int second, boolean startsWithActivation) {
        Node y = startsWithActivation ? activated(graph, x, 1) : x;
        y = separable(graph, y, "separable1", first);
        y = separable(graph, activated(graph, y, 2), "separable2", second);
        y = graph.add("pool", new Op.Pool(PoolKind.MAX, Window.square(3, 2), false, false), y);
        return graph.add("add", new Op.Add(), y, UNITS.linear(graph, x, "shortcut", second, 1, 2));
    }

    private static Node repeated(GraphBuilder graph, Node x, int out) {
        Node y = x;
        for (int i = 1; i <= 3; i++) {
            y = separable(graph, activated(graph, y, i), "separable" + i, out);
        }
        return graph.add("add", new Op.Add(), y, x);
    }

    private static Node activated(GraphBuilder graph, Node x, int number) {
        return graph.activation(x, "act" + number, ActivationFunction.RELU);
    }

    private static Node separable(GraphBuilder graph, Node x, String name, int out) {
        int channels = x.shape().channels();
        Window window = Window.square(3, 1);
        Node y = graph.conv(x, name + ".depthwise", channels, window, channels, false);
        return UNITS.linear(graph, y, name + ".pointwise", out, 1, 1);
    }

    private static int scaled(int channels, double width) {
        return Scaling.toMultiple(channels, width, 8);
    }

    @Override
    public String widthRule() {
        return "every width times w, to the nearest multiple of 8";
    }

    @Override
    public String depthRule() {
        return "the n blocks of the middle flow become ⌈d·n⌉";
    }
}
