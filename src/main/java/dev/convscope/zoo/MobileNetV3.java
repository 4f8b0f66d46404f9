package dev.convscope.zoo;

import static dev.convscope.graph.ActivationFunction.HARD_SIGMOID;
import static dev.convscope.graph.ActivationFunction.HARD_SWISH;
import static dev.convscope.graph.ActivationFunction.RELU;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;

import java.util.List;

/// MobileNet-V3 (Howard et al. 2019): rows that each name their expanded width, activation and
/// squeeze.
///
/// @param rows in order; neighbours of one output width are a run for depth scaling
/// @param head channels of the last 1×1 convolution
/// @param hidden features of the fully connected layer before the classifier
record MobileNetV3(List<Row> rows, int head, int hidden, double dropout) implements Architecture {
    private static final int STEM = 16;
    private static final double EPSILON = 1e-3;
    private static final ChannelRounding ROUNDING = ChannelRounding.NINE_TENTHS;

    /// One block, as the paper's Tables 1 and 2 print it.
    record Row(
            int kernel,
            int expanded,
            int output,
            boolean squeezes,
            ActivationFunction function,
            int stride) {
        Row again() {
            return new Row(kernel, expanded, output, squeezes, function, 1);
        }
    }

    @Override
    public Node build(GraphBuilder graph, Node input, Configuration request) {
        double w = request.width();
        var swish = new Units(HARD_SWISH, false, EPSILON);
        graph.at("1");
        Node x = swish.unit(graph, input, "conv", ROUNDING.round(STEM * w), 3, 2);
        int stage = 2;
        for (List<Row> run : Runs.of(rows, Row::output, Row::again, request.depth())) {
            x = run(graph, x, stage++, run, w);
        }
        graph.at(Integer.toString(stage));
        x = swish.unit(graph, x, "conv", ROUNDING.round(head * w), 1, 1);
        x = graph.add("pool", new Op.GlobalAveragePool(), x);
        x = graph.add("hidden", new Op.FullyConnected(ROUNDING.round(hidden * w), true), x);
        x = graph.activation(x, "hidden.act", HARD_SWISH);
        return Units.classifier(graph, x, dropout, request.classes().orElseThrow());
    }

    private static Node run(GraphBuilder graph, Node x, int stage, List<Row> run, double w) {
        String label = Integer.toString(stage);
        for (int i = 0; i < run.size(); i++) {
            graph.at(label, label + "." + (i + 1));
            x = block(graph, x, run.get(i), w);
        }
        return x;
    }

    private static Node block(GraphBuilder graph, Node x, Row row, double w) {
        int expanded = ROUNDING.round(row.expanded() * w);
        var block =
                new MobileBlock(
                        row.kernel(),
                        row.stride(),
                        expanded,
                        expanded != x.shape().channels(),
                        ROUNDING.round(row.output() * w),
                        row.squeezes() ? ROUNDING.round(expanded / 4.0) : 0,
                        false,
                        true);
        var units = new Units(row.function(), false, EPSILON);
        return block.build(graph, x, units, RELU, HARD_SIGMOID);
    }

    @Override
    public String widthRule() {
        return "every width times w, to the nearest multiple of 8, one more if that loses over a"
                + " tenth";
    }

    @Override
    public String depthRule() {
        return "a run of n blocks of one width gets ⌈d·n⌉";
    }
}
