package dev.convscope.zoo;

import dev.convscope.base.Shape;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Padding;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;
import dev.convscope.zoo.Cell.Operation;

import java.util.ArrayList;
import java.util.List;

/// Turns one cell into nodes: every convolution is ReLU, convolution, normalisation, with SAME
/// padding.
///
/// @param filters width of the cell's states
/// @param stride 2 in a reduction; only operations on states 0 and 1 have it
record CellBuilder(GraphBuilder graph, Cell cell, int filters, int stride) {
    private static final double EPSILON = 1e-3;

    /// @param adjusts whether the previous map is brought to the cell's width and size
    Node build(Node previous, Node current, boolean adjusts) {
        List<Node> states = new ArrayList<>();
        states.add(unit(current, "current", filters, Window.same(1, 1)));
        states.add(adjusts ? adjusted(previous, current.shape(), "previous") : previous);
        for (int i = 0; i < cell.pairs().size(); i++) {
            Cell.Pair pair = cell.pairs().get(i);
            String name = "pair" + (i + 1);
            Node left = apply(pair.left(), states, pair.leftState(), name + ".left");
            Node right = apply(pair.right(), states, pair.rightState(), name + ".right");
            states.add(graph.add(name, new Op.Add(), left, right));
        }
        return output(states);
    }

    private Node output(List<Node> states) {
        Shape last = states.getLast().shape();
        Node[] parts = new Node[cell.output().size()];
        for (int i = 0; i < parts.length; i++) {
            int state = cell.output().get(i);
            parts[i] = adjusted(states.get(state), last, "output" + state);
        }
        return graph.add("concat", new Op.Concat(), parts);
    }

    /// Brings a map to the cell's width and to the height and width of `target`.
    private Node adjusted(Node x, Shape target, String name) {
        if (x.shape().height() != target.height() || x.shape().width() != target.width()) {
            return factorisedReduction(x, name);
        }
        boolean fits = x.shape().channels() == filters;
        return fits ? x : unit(x, name, filters, Window.same(1, 1));
    }

    /// Two 1×1 convolutions on every second pixel, the second sample one pixel further on in both
    /// directions; one normalisation over both.
    private Node factorisedReduction(Node x, String name) {
        Op sample = new Op.Pool(PoolKind.AVERAGE, Window.valid(1, 2), false, false);
        Node y = graph.activation(x, name + ".act", ActivationFunction.RELU);
        Node first = graph.add(name + ".sample1", sample, y);
        Node second = graph.add(name + ".shift", new Op.Shift(1, 1), y);
        second = graph.add(name + ".sample2", sample, second);
        int half = Scaling.channels(Math.floor(filters / 2.0));
        first = graph.conv(first, name + ".conv1", half, Window.same(1, 1), 1, false);
        second = graph.conv(second, name + ".conv2", filters - half, Window.same(1, 1), 1, false);
        y = graph.add(name + ".concat", new Op.Concat(), first, second);
        return graph.add(name + ".bn", new Op.BatchNorm(EPSILON), y);
    }

    private Node apply(Operation operation, List<Node> states, int state, String name) {
        Node x = states.get(state);
        int step = state < 2 ? stride : 1;
        return switch (operation) {
            case Operation.Separable(int kernel, int dilation) ->
                    separable(x, name, kernel, dilation, step);
            case Operation.Pool(PoolKind kind, int kernel) -> pool(x, name, kind, kernel, step);
            case Operation.None _ -> {
                boolean same = step == 1 && x.shape().channels() == filters;
                yield same ? x : unit(x, name, filters, Window.same(1, step));
            }
            case Operation.Pointwise _ -> unit(x, name, filters, Window.same(1, step));
            case Operation.Bottleneck _ -> {
                Node y = unit(x, name + ".down", quarter(), Window.same(1, 1));
                y = unit(y, name + ".3x3", quarter(), Window.same(3, step));
                yield unit(y, name + ".up", filters, Window.same(1, 1));
            }
            case Operation.Factorised _ -> {
                Node y = unit(x, name + ".down", quarter(), Window.same(1, 1));
                y = unit(y, name + ".1x7", quarter(), line(1, 7, 1, step));
                y = unit(y, name + ".7x1", quarter(), line(7, 1, step, 1));
                yield unit(y, name + ".up", filters, Window.same(1, 1));
            }
        };
    }

    private int quarter() {
        return Scaling.channels(Math.floor(filters / 4.0));
    }

    private static Window line(int height, int width, int strideHeight, int strideWidth) {
        return new Window(height, width, strideHeight, strideWidth, 1, new Padding.Same());
    }

    /// The first pair already goes to the cell's width.
    private Node separable(Node x, String name, int kernel, int dilation, int step) {
        Window first = Window.same(kernel, step).withDilation(dilation);
        Window second = Window.same(kernel, 1).withDilation(dilation);
        return separable(separable(x, name + ".1", first), name + ".2", second);
    }

    private Node separable(Node x, String name, Window window) {
        int channels = x.shape().channels();
        Node y = graph.activation(x, name + ".act", ActivationFunction.RELU);
        y = graph.conv(y, name + ".depthwise", channels, window, channels, false);
        return graph.convBn(y, name + ".pointwise", filters, Window.same(1, 1), 1, EPSILON);
    }

    private Node pool(Node x, String name, PoolKind kind, int kernel, int step) {
        var op = new Op.Pool(kind, Window.same(kernel, step), false, false);
        Node y = graph.add(name, op, x);
        boolean fits = y.shape().channels() == filters;
        return fits ? y : graph.convBn(y, name + ".fit", filters, Window.same(1, 1), 1, EPSILON);
    }

    private Node unit(Node x, String name, int out, Window window) {
        Node y = graph.activation(x, name + ".act", ActivationFunction.RELU);
        return graph.convBn(y, name, out, window, 1, EPSILON);
    }
}
