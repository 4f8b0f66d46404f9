package dev.convscope.zoo;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// EfficientNet and its relatives: a stem, stages of inverted bottlenecks, a 1×1 convolution and a
/// classifier.
///
/// @param rows one per stage
/// @param ends what scaling does to the stem, the head and the outer stages
/// @param width own coefficient, which a requested width multiplies
/// @param depth own coefficient, which a requested depth multiplies
/// @param stem channels of the 3×3 convolution before width scaling
/// @param head channels of the last 1×1 convolution before width scaling
/// @param survivalOfLast stochastic depth; 1 for none
record InvertedResidualNet(
        List<BlockRow> rows,
        Ends ends,
        double width,
        double depth,
        int stem,
        int head,
        double dropout,
        double survivalOfLast,
        ChannelRounding rounding,
        Units units)
        implements Architecture {

    /// What scaling does to the two ends of the network.
    enum Ends {
        /// Everything scales.
        SCALED,
        /// The head never gets narrower (MobileNet-V2).
        HEAD_NEVER_NARROWER,
        /// Stem and head keep their width, the first and the last stage their length
        /// (EfficientNet-Lite).
        FIXED
    }

    @Override
    public Node build(GraphBuilder graph, Node input, Configuration request) {
        double w = width * request.width();
        double d = depth * request.depth();
        graph.at("1");
        int stemWidth = ends == Ends.FIXED ? stem : rounding.round(stem * w);
        Node x = units.unit(graph, input, "conv", stemWidth, 3, 2);
        for (int i = 0; i < rows.size(); i++) x = stage(graph, x, i, w, d);
        graph.at(Integer.toString(rows.size() + 2));
        x = units.unit(graph, x, "conv", headWidth(w), 1, 1);
        return Units.head(graph, x, dropout, request.classes().orElseThrow());
    }

    private Node stage(GraphBuilder graph, Node x, int index, double w, double d) {
        BlockRow row = rows.get(index);
        String stage = Integer.toString(index + 2);
        int input = rounding.round(row.input() * w);
        int output = rounding.round(row.output() * w);
        int repeats = repeats(index, d);
        for (int i = 0; i < repeats; i++) {
            graph.at(stage, stage + "." + (i + 1));
            int stride = i == 0 ? row.stride() : 1;
            x =
                    block(row, i == 0 ? input : output, output, stride)
                            .build(graph, x, units, units.function(), ActivationFunction.SIGMOID);
        }
        return x;
    }

    /// The squeeze is a share of the block's input, not of its expanded width.
    private static MobileBlock block(BlockRow row, int input, int output, int stride) {
        int squeezed = row.squeeze() == 0 ? 0 : Math.max(1, (int) (input * row.squeeze()));
        return new MobileBlock(
                row.kernel(),
                stride,
                input * row.expand(),
                row.expand() != 1,
                output,
                squeezed,
                row.fused(),
                row.skip());
    }

    private int repeats(int index, double d) {
        boolean outer = index == 0 || index == rows.size() - 1;
        int repeats = rows.get(index).repeats();
        return ends == Ends.FIXED && outer ? repeats : Scaling.repeats(repeats, d);
    }

    private int headWidth(double w) {
        return switch (ends) {
            case SCALED -> rounding.round(head * w);
            case HEAD_NEVER_NARROWER -> rounding.round(head * Math.max(1, w));
            case FIXED -> head;
        };
    }

    @Override
    public String widthRule() {
        String rule =
                switch (rounding) {
                    case NINE_TENTHS ->
                            "every width times w, to the nearest multiple of 8, one more if that"
                                    + " loses over a tenth";
                    case NEAREST -> "every width times w, to the nearest multiple of 8";
                };
        return switch (ends) {
            case SCALED -> rule;
            case HEAD_NEVER_NARROWER -> rule + "; the head never gets narrower";
            case FIXED -> rule + "; stem and head stay";
        };
    }

    @Override
    public String depthRule() {
        String rule = "a stage of n blocks gets ⌈d·n⌉";
        return ends == Ends.FIXED ? rule + "; the first and the last stage stay" : rule;
    }

    @Override
    public Optional<BlockTable> blockTable() {
        boolean nineTenths = rounding == ChannelRounding.NINE_TENTHS;
        boolean scaledEnds = ends == Ends.SCALED;
        return Optional.of(new BlockTable(rows, width, depth, stem, head, scaledEnds, nineTenths));
    }

    @Override
    public List<BlockRow> blockRows(Configuration request) {
        double w = width * request.width();
        double d = depth * request.depth();
        List<BlockRow> scaled = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            BlockRow row = rows.get(i);
            int input = rounding.round(row.input() * w);
            int output = rounding.round(row.output() * w);
            scaled.add(row.scaled(repeats(i, d), input, output));
        }
        return scaled;
    }

    @Override
    public OptionalDouble survival() {
        return survivalOfLast < 1 ? OptionalDouble.of(survivalOfLast) : OptionalDouble.empty();
    }
}
