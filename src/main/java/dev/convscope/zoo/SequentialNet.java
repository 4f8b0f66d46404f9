package dev.convscope.zoo;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Padding;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;

import java.util.List;
import java.util.OptionalInt;

/// AlexNet and VGG: convolutions and poolings in a line, then two hidden fully connected layers.
///
/// @param stages each ends with what stands at its end: a pooling, if anything
/// @param normalised batch normalisation after each convolution, which keeps its bias
/// @param adaptive side to which the last map is pooled, so that any input size fits the hidden
///     layers; empty where they grow with the input
/// @param hidden features of both hidden layers
record SequentialNet(
        List<Stage> stages, boolean normalised, OptionalInt adaptive, int hidden, double dropout)
        implements Architecture {
    private static final double EPSILON = 1e-5;

    /// A run of convolutions and what follows it, in order.
    ///
    /// @param repeats whether depth scaling lengthens the run
    record Stage(List<Conv> run, boolean repeats, List<Op> after) {}

    /// A convolution with bias and ReLU; `norm` may follow it.
    record Conv(int kernel, int out, int stride, int padding, int groups, List<Op> norm) {
        static Conv of(int kernel, int out) {
            return new Conv(kernel, out, 1, kernel / 2, 1, List.of());
        }

        Conv inGroups(int count) {
            return new Conv(kernel, out, stride, padding, count, norm);
        }

        Conv then(Op op) {
            return new Conv(kernel, out, stride, padding, groups, List.of(op));
        }

        Conv again() {
            return new Conv(kernel, out, 1, padding, groups, norm);
        }
    }

    static Op maxPool(int kernel) {
        return new Op.Pool(PoolKind.MAX, Window.valid(kernel, 2), false, false);
    }

    @Override
    public Node build(GraphBuilder graph, Node input, Configuration request) {
        Node x = input;
        for (int i = 0; i < stages.size(); i++) {
            x = stage(graph, x, Integer.toString(i + 1), stages.get(i), request);
        }
        graph.at("head");
        if (adaptive.isPresent()) {
            int side = adaptive.getAsInt();
            x = graph.add("pool", new Op.AdaptiveAveragePool(side, side), x);
        }
        x = graph.add("flatten", new Op.Flatten(), x);
        x = hidden(graph, x, "hidden1", request);
        x = hidden(graph, x, "hidden2", request);
        return graph.add("fc", new Op.FullyConnected(request.classes().orElseThrow(), true), x);
    }

    private Node stage(
            GraphBuilder graph, Node x, String label, Stage stage, Configuration request) {
        double depth = stage.repeats() ? request.depth() : 1;
        int number = 1;
        for (Conv conv : Runs.scaled(stage.run(), Conv::again, depth)) {
            graph.at(label, label + "." + number++);
            x = conv(graph, x, conv, request.width());
        }
        graph.at(label);
        for (Op op : stage.after()) x = graph.add(name(op), op, x);
        return x;
    }

    private Node conv(GraphBuilder graph, Node x, Conv conv, double width) {
        var padding = new Padding.Symmetric(conv.padding(), conv.padding());
        Window window = Window.square(conv.kernel(), conv.stride()).withPadding(padding);
        int divisor = conv.groups() > 1 ? conv.groups() : 8;
        int out = Scaling.toMultiple(conv.out(), width, divisor);
        Node y = graph.conv(x, "conv", out, window, conv.groups(), true);
        if (normalised) y = graph.add("conv.bn", new Op.BatchNorm(EPSILON), y);
        y = graph.activation(y, "conv.act", ActivationFunction.RELU);
        for (Op op : conv.norm()) y = graph.add(name(op), op, y);
        return y;
    }

    private Node hidden(GraphBuilder graph, Node x, String name, Configuration request) {
        int features = Scaling.toMultiple(hidden, request.width(), 8);
        Node y = graph.add(name, new Op.FullyConnected(features, true), x);
        y = graph.activation(y, name + ".act", ActivationFunction.RELU);
        return graph.add(name + ".dropout", new Op.Dropout(dropout), y);
    }

    private static String name(Op op) {
        return op instanceof Op.LocalResponseNorm ? "norm" : "pool";
    }

    @Override
    public String widthRule() {
        return "every convolution and hidden layer times w, to the nearest multiple of 8, of the"
                + " groups where grouped";
    }

    @Override
    public String depthRule() {
        return "a run of n convolutions gets ⌈d·n⌉";
    }
}
