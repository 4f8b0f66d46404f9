package dev.convscope.zoo;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Padding;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns pieces into nodes, in one style and at one width.
final class PieceBuilder {
    /// How a network writes its convolutions.
    ///
    /// @param normalised normalisation instead of a bias
    /// @param countPadding averages divide by the whole window even on padding (PyTorch's default)
    record Style(boolean normalised, double epsilon, boolean countPadding) {}

    private final GraphBuilder graph;
    private final Style style;
    private final double width;

    /// While a path is applied again: the convolutions of its first application by their place.
    private Map<String, Node> owners;

    /// What names of the present application start with.
    private String prefix = "";

    PieceBuilder(GraphBuilder graph, Style style, double width) {
        this.graph = graph;
        this.style = style;
        this.width = width;
    }

    Node build(Node x, Piece piece) {
        return build(x, "", piece);
    }

    int scaled(int channels) {
        return Scaling.toMultiple(channels, width, 8);
    }

    private Node build(Node x, String place, Piece piece) {
        return switch (piece) {
            case Piece.Conv conv -> conv(x, place, conv);
            case Piece.Depthwise conv -> depthwise(x, place, conv);
            case Piece.Pool pool -> graph.add(prefix + place + "pool", pool(pool), x);
            case Piece.Plain(String name, Op op) -> graph.add(prefix + place + name, op, x);
            case Piece.Sequence(List<Piece> pieces) -> sequence(x, place, pieces);
            case Piece.Fork(List<Piece> branches) -> fork(x, place, branches);
            case Piece.Residual residual -> residual(x, residual);
            case Piece.MultiWay multiWay -> multiWay(x, multiWay);
            case Piece.Poly poly -> poly(x, poly);
        };
    }

    private Node conv(Node x, String place, Piece.Conv conv) {
        String name = place + conv.height() + "x" + conv.width();
        Window window = Window.rectangle(conv.height(), conv.width(), conv.stride());
        if (!conv.padded()) window = window.withPadding(Padding.valid());
        var op = new Op.Conv(scaled(conv.out()), window, 1, !style.normalised());
        Node y = shared(name, op, x);
        if (style.normalised()) y = normalised(y, prefix + name);
        return graph.activation(y, prefix + name + ".act", ActivationFunction.RELU);
    }

    private Node shared(String name, Op op, Node x) {
        Node owner = owners == null ? null : owners.get(name);
        if (owner != null) return graph.addShared(prefix + name, op, owner, x);
        Node node = graph.add(prefix + name, op, x);
        if (owners != null) owners.put(name, node);
        return node;
    }

    private Node normalised(Node x, String name) {
        return graph.add(name + ".bn", new Op.BatchNorm(style.epsilon()), x);
    }

    private Node depthwise(Node x, String place, Piece.Depthwise conv) {
        int groups = x.shape().channels();
        int out = Scaling.toMultiple(groups * conv.perChannel(), width, groups);
        Window window = Window.square(conv.kernel(), conv.stride());
        return graph.conv(x, prefix + place + "depthwise", out, window, groups, false);
    }

    private Op pool(Piece.Pool pool) {
        boolean padded = pool.border() == Piece.Border.PADDED;
        Window window =
                padded
                        ? Window.square(pool.kernel(), pool.stride())
                        : Window.valid(pool.kernel(), pool.stride());
        boolean counts = pool.kind() == PoolKind.AVERAGE && style.countPadding();
        return new Op.Pool(pool.kind(), window, pool.border() == Piece.Border.CEIL, counts);
    }

    private Node sequence(Node x, String place, List<Piece> pieces) {
        Node y = x;
        for (int i = 0; i < pieces.size(); i++) y = build(y, place + (i + 1) + ".", pieces.get(i));
        return y;
    }

    private Node fork(Node x, String place, List<Piece> branches) {
        List<Node> ends = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            ends.add(build(x, place + "branch" + (i + 1) + ".", branches.get(i)));
        }
        return graph.add(prefix + place + "concat", new Op.Concat(), ends.toArray(Node[]::new));
    }

    private Node residual(Node x, Piece.Residual residual) {
        Node y = build(x, "", residual.path());
        y = graph.conv(y, "expand", x.shape().channels(), Window.square(1, 1), 1, true);
        y = graph.add("scale", new Op.Scale(residual.scale()), y);
        y = graph.add("add", new Op.Add(), x, y);
        return residual.activated() ? graph.activation(y, "act", ActivationFunction.RELU) : y;
    }

    private Node multiWay(Node x, Piece.MultiWay multiWay) {
        List<Node> ways = new ArrayList<>();
        for (int i = 1; i <= multiWay.ways(); i++) {
            prefix = "way" + i + ".";
            ways.add(expanded(build(x, "", multiWay.path()), x));
        }
        return sum(x, ways, multiWay.scale());
    }

    private Node poly(Node x, Piece.Poly poly) {
        List<Node> terms = new ArrayList<>();
        owners = new HashMap<>();
        Node input = x;
        for (int i = 1; i <= poly.order(); i++) {
            prefix = "order" + i + ".";
            Node term = expanded(build(input, "", poly.path()), x);
            terms.add(term);
            if (i == poly.order()) break;
            input = graph.activation(term, prefix + "act", ActivationFunction.RELU);
        }
        owners = null;
        return sum(x, terms, poly.scale());
    }

    private Node expanded(Node y, Node x) {
        int channels = x.shape().channels();
        Node wide = graph.conv(y, prefix + "expand", channels, Window.square(1, 1), 1, false);
        return normalised(wide, prefix + "expand");
    }

    private Node sum(Node x, List<Node> terms, double scale) {
        prefix = "";
        Node y = graph.add("sum", new Op.Add(), terms.toArray(Node[]::new));
        y = graph.add("scale", new Op.Scale(scale), y);
        y = graph.add("add", new Op.Add(), x, y);
        return graph.activation(y, "act", ActivationFunction.RELU);
    }
}
