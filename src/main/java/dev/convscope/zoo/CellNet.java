package dev.convscope.zoo;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Window;

import java.util.List;

/// NASNet-A, PNASNet-5 and AmoebaNet: a stem, two reduction cells at a quarter and half of F, then
/// stages of normal cells at F, 2F and 4F with a reduction before each but the first.
///
/// @param stem channels of the 3×3 convolution
/// @param filters F
/// @param normals normal cells per stage
/// @param skipsReductions the cell behind a reduction reads the map before the last normal cell as
///     its previous one (NASNet); otherwise the reduction's own input
record CellNet(
        int stem,
        int filters,
        Cell normal,
        Cell reduction,
        List<Integer> normals,
        boolean skipsReductions,
        double dropout)
        implements Architecture {
    private static final double EPSILON = 1e-3;

    /// The two latest maps.
    private record Maps(Node previous, Node current) {
        Maps then(Node next) {
            return new Maps(current, next);
        }
    }

    @Override
    public Node build(GraphBuilder graph, Node input, Configuration request) {
        int f = Scaling.rounded(filters, request.width());
        graph.at("1");
        Node raw = graph.convBn(input, "conv", stem, Window.valid(3, 2), 1, EPSILON);
        Node first = reduce(graph.at("2", "2.1"), f / 4).build(raw, raw, false);
        Node second = reduce(graph.at("2", "2.2"), f / 2).build(raw, first, true);
        Maps maps = new Maps(first, second);
        for (int i = 0; i < normals.size(); i++) {
            maps = stage(graph, maps, i, f << i, Scaling.repeats(normals.get(i), request.depth()));
        }
        graph.at("head");
        Node x = graph.activation(maps.current(), "act", ActivationFunction.RELU);
        return Units.head(graph, x, dropout, request.classes().orElseThrow());
    }

    private Maps stage(GraphBuilder graph, Maps start, int index, int width, int repeats) {
        String label = Integer.toString(index + 3);
        Maps maps = start;
        if (index > 0) {
            graph.at(label, label + ".reduction");
            Node reduced = reduce(graph, width).build(maps.previous(), maps.current(), true);
            maps = skipsReductions ? new Maps(maps.previous(), reduced) : maps.then(reduced);
        }
        for (int i = 1; i <= repeats; i++) {
            graph.at(label, label + "." + i);
            var builder = new CellBuilder(graph, normal, width, 1);
            maps = maps.then(builder.build(maps.previous(), maps.current(), true));
        }
        return maps;
    }

    private CellBuilder reduce(GraphBuilder graph, int width) {
        return new CellBuilder(graph, reduction, Scaling.channels(width), 2);
    }

    @Override
    public String widthRule() {
        return "F·w to the nearest integer, the stem stays";
    }

    @Override
    public String depthRule() {
        return "a stage of n normal cells gets ⌈d·n⌉";
    }
}
