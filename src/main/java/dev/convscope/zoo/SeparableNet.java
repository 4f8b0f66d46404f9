package dev.convscope.zoo;

import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;

import java.util.List;

/// MobileNet-V1: a stem, then depthwise separable convolutions.
///
/// @param rows one per run of layers of one width
/// @param dense a full 3×3 convolution instead of each separable one
record SeparableNet(int stem, List<Row> rows, boolean dense, double dropout, Units units)
        implements Architecture {

    /// A run of layers of one width; the first has the stride.
    record Row(int output, int stride, int repeats) {}

    @Override
    public Node build(GraphBuilder graph, Node input, Configuration request) {
        graph.at("1");
        int stemWidth = ChannelRounding.NINE_TENTHS.round(stem * request.width());
        Node x = units.unit(graph, input, "conv", stemWidth, 3, 2);
        for (int i = 0; i < rows.size(); i++) x = run(graph, x, i, request);
        graph.at(Integer.toString(rows.size() + 2));
        return Units.head(graph, x, dropout, request.classes().orElseThrow());
    }

    private Node run(GraphBuilder graph, Node x, int index, Configuration request) {
        Row row = rows.get(index);
        String stage = Integer.toString(index + 2);
        int output = ChannelRounding.NINE_TENTHS.round(row.output() * request.width());
        int repeats = Scaling.repeats(row.repeats(), request.depth());
        for (int i = 0; i < repeats; i++) {
            graph.at(stage, stage + "." + (i + 1));
            x = layer(graph, x, output, i == 0 ? row.stride() : 1);
        }
        return x;
    }

    private Node layer(GraphBuilder graph, Node x, int output, int stride) {
        if (dense) return units.unit(graph, x, "conv", output, 3, stride);
        Node y = units.depthwise(graph, x, "depthwise", 3, stride);
        return units.unit(graph, y, "pointwise", output, 1, 1);
    }

    @Override
    public String widthRule() {
        return "every width times w, to the nearest multiple of 8, one more if that loses over a"
                + " tenth";
    }

    @Override
    public String depthRule() {
        return "a run of n layers of one width gets ⌈d·n⌉";
    }
}
