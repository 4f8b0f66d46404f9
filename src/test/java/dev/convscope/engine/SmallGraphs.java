package dev.convscope.engine;

import dev.convscope.base.Shape;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.Graph;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Padding;
import dev.convscope.graph.Padding.Edges;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// One graph per way to use an operator, at odd sizes: what every engine must agree on.
final class SmallGraphs {
    private final List<Graph> graphs = new ArrayList<>();

    private SmallGraphs() {}

    static List<Graph> all() {
        var small = new SmallGraphs();
        small.convolutions();
        small.depthwise();
        small.pools();
        small.activations();
        small.blocks();
        small.vectors();
        return small.graphs;
    }

    private void convolutions() {
        Shape odd = new Shape(5, 13, 11);
        conv("pointwise", odd, 7, Window.square(1, 1), 1);
        conv("pointwise with many channels", new Shape(67, 9, 7), 83, Window.square(1, 1), 1);
        conv("pointwise of one channel", new Shape(1, 9, 15), 37, Window.square(1, 1), 1);
        conv("pointwise of stride 2", odd, 7, Window.square(1, 2), 1);
        conv("pointwise on one pixel", new Shape(37, 1, 1), 19, Window.square(1, 1), 1);
        conv("3x3", odd, 7, Window.square(3, 1), 1);
        conv("3x3 of 16 to 32 channels", new Shape(16, 16, 16), 32, Window.square(3, 1), 1);
        conv("3x3 of 48 to 33 channels", new Shape(48, 15, 17), 33, Window.square(3, 1), 1);
        conv("3x3 of 160 channels at 7x7", new Shape(160, 7, 7), 160, Window.square(3, 1), 1);
        conv("1x7 of 48 channels", new Shape(48, 17, 17), 48, Window.rectangle(1, 7, 1), 1);
        conv("7x1 of 48 channels", new Shape(48, 17, 15), 40, Window.rectangle(7, 1, 1), 1);
        conv("1x3 of 48 channels", new Shape(48, 8, 9), 48, Window.rectangle(1, 3, 1), 1);
        conv("3x1 of 48 channels", new Shape(48, 9, 8), 48, Window.rectangle(3, 1, 1), 1);
        conv("5x5 of 48 channels", new Shape(48, 15, 17), 64, Window.square(5, 1), 1);
        conv("3x3 larger than the image", new Shape(18, 2, 1), 20, Window.square(3, 1), 1);
        conv("3x3 of stride 2", odd, 7, Window.square(3, 2), 1);
        conv("3x3 of stride 3", odd, 7, Window.square(3, 3), 1);
        conv("3x3 valid", odd, 7, Window.valid(3, 1), 1);
        conv("3x3 same of stride 2, odd size", odd, 7, Window.same(3, 2), 1);
        conv("3x3 same of stride 2, even size", new Shape(3, 14, 12), 17, Window.same(3, 2), 1);
        conv("5x5 same of stride 2", new Shape(3, 14, 13), 17, Window.same(5, 2), 1);
        conv("7x7 of stride 2", new Shape(3, 31, 29), 18, Window.square(7, 2), 1);
        conv("11x11 of stride 4", new Shape(3, 43, 39), 18, Window.square(11, 4), 1);
        conv("1x7", odd, 7, Window.rectangle(1, 7, 1), 1);
        conv("7x1 of stride 2", odd, 7, Window.rectangle(7, 1, 2), 1);
        conv("3x3 of dilation 2", odd, 7, Window.square(3, 1).withDilation(2), 1);
        conv("3x3 same of dilation 3 and stride 2", odd, 7, Window.same(3, 2).withDilation(3), 1);
        conv("3x3 padded at three sides", odd, 7, explicit(3, 1, 0, 2, 1, 0), 1);
        conv("2x2 of stride 2", odd, 7, explicit(2, 2, 1, 0, 0, 1), 1);
        conv("3x3 of stride 2 by 1", odd, 7, strides(3, 2, 1), 1);
        conv("grouped 3x3", new Shape(12, 9, 10), 18, Window.square(3, 1), 3);
        conv("grouped 3x3 of 32 groups", new Shape(128, 7, 7), 128, Window.square(3, 2), 32);
        conv("grouped pointwise", new Shape(12, 9, 10), 18, Window.square(1, 1), 6);
    }

    private void depthwise() {
        for (int kernel : new int[] {3, 5, 7}) {
            for (int stride : new int[] {1, 2}) {
                String name = "depthwise " + kernel + "x" + kernel + " of stride " + stride;
                conv(name, new Shape(21, 13, 11), 21, Window.square(kernel, stride), 21);
                conv(name + ", same", new Shape(32, 14, 9), 32, Window.same(kernel, stride), 32);
            }
        }
        conv("depthwise 3x3 of dilation 2", new Shape(6, 9, 9), 6, dilated(), 6);
        conv("depthwise 5x5 on two pixels", new Shape(16, 1, 2), 16, Window.square(5, 1), 16);
        conv("depthwise with multiplier 2", new Shape(9, 8, 7), 18, Window.square(3, 1), 9);
        conv("one channel in one group", new Shape(1, 8, 7), 4, Window.square(3, 1), 1);
    }

    private static Window dilated() {
        return Window.square(3, 1).withDilation(2).withPadding(new Padding.Symmetric(2, 2));
    }

    private static Window explicit(
            int kernel, int stride, int top, int bottom, int left, int right) {
        return Window.valid(kernel, stride)
                .withPadding(new Padding.Explicit(new Edges(top, bottom), new Edges(left, right)));
    }

    private static Window strides(int kernel, int down, int right) {
        return new Window(kernel, kernel, down, right, 1, new Padding.Symmetric(1, 1));
    }

    private void pools() {
        for (PoolKind kind : PoolKind.values()) {
            for (boolean ceil : new boolean[] {false, true}) {
                pool(kind, Window.valid(2, 2), ceil, false);
                pool(kind, Window.valid(3, 2), ceil, false);
                pool(kind, Window.square(3, 2), ceil, false);
                pool(kind, Window.same(3, 2), ceil, false);
                pool(kind, Window.square(3, 1), ceil, false);
                pool(kind, explicit(3, 2, 0, 1, 1, 0), ceil, false);
            }
        }
        for (boolean ceil : new boolean[] {false, true}) {
            pool(PoolKind.AVERAGE, Window.square(3, 1), ceil, true);
            pool(PoolKind.AVERAGE, Window.square(3, 2), ceil, true);
            pool(PoolKind.AVERAGE, Window.square(5, 3), ceil, true);
            pool(PoolKind.AVERAGE, Window.same(3, 2), ceil, true);
        }
        graph(
                "global average",
                new Shape(19, 7, 9),
                (b, x) -> b.add("p", new Op.GlobalAveragePool(), x));
        for (int[] size : new int[][] {{1, 1}, {3, 3}, {7, 9}, {6, 6}, {9, 12}}) {
            graph(
                    "adaptive average to " + size[0] + "x" + size[1],
                    new Shape(5, 7, 9),
                    (b, x) -> b.add("p", new Op.AdaptiveAveragePool(size[0], size[1]), x));
        }
        graph(
                "adaptive average of exact bins",
                new Shape(5, 12, 8),
                (b, x) -> b.add("p", new Op.AdaptiveAveragePool(4, 4), x));
    }

    private void activations() {
        for (ActivationFunction function : ActivationFunction.values()) {
            graph(
                    "activation " + function,
                    new Shape(3, 9, 7),
                    (b, x) -> b.activation(b.add("s", new Op.Scale(4), x), "a", function));
            graph(
                    "convolution with " + function,
                    new Shape(17, 9, 7),
                    (b, x) -> b.convBnAct(x, "c", 35, Window.square(1, 1), 1, 1e-3, function));
            graph(
                    "depthwise with " + function,
                    new Shape(17, 9, 7),
                    (b, x) -> b.convBnAct(x, "c", 17, Window.same(3, 2), 17, 1e-3, function));
        }
    }

    private void blocks() {
        Shape shape = new Shape(24, 10, 9);
        graph("batch normalisation", shape, (b, x) -> b.add("n", new Op.BatchNorm(1e-5), x));
        graph("pre-activation", shape, SmallGraphs::preActivation);
        graph("residual", shape, SmallGraphs::residual);
        graph("squeeze and excitation", shape, SmallGraphs::squeezeAndExcitation);
        graph("sum of three", shape, SmallGraphs::sumOfThree);
        graph("concatenation of odd parts", shape, SmallGraphs::concatenation);
        graph("shared weights", shape, SmallGraphs::sharedWeights);
        graph("option A shortcut", shape, (b, x) -> b.add("p", new Op.ChannelPad(3, 8), x));
        for (int[] by : new int[][] {{1, 1}, {-1, 2}, {0, -3}, {12, 1}}) {
            graph(
                    "shift by " + by[0] + ", " + by[1],
                    shape,
                    (b, x) -> b.add("s", new Op.Shift(by[0], by[1]), x));
        }
        graph(
                "shift of one pixel",
                new Shape(3, 1, 1),
                (b, x) -> b.add("s", new Op.Shift(1, 1), x));
        graph("scale", shape, (b, x) -> b.add("s", new Op.Scale(0.17), x));
        graph("dropout", shape, (b, x) -> b.add("d", new Op.Dropout(0.4), x));
        graph("only an input", shape, (_, x) -> x);
        for (int size : new int[] {3, 5}) {
            graph(
                    "local response normalisation over " + size,
                    shape,
                    (b, x) -> b.add("n", new Op.LocalResponseNorm(size, 0.3, 0.75, 2), x));
        }
    }

    private static Node preActivation(GraphBuilder b, Node x) {
        Node norm = b.add("norm", new Op.BatchNorm(1e-5), x);
        Node act = b.activation(norm, "act", ActivationFunction.RELU);
        return b.add(
                "concat", new Op.Concat(), x, b.conv(act, "c", 8, Window.square(3, 1), 1, false));
    }

    private static Node residual(GraphBuilder b, Node x) {
        Node inner =
                b.convBnAct(x, "c1", 24, Window.square(3, 1), 1, 1e-5, ActivationFunction.RELU);
        Node outer = b.convBn(inner, "c2", 24, Window.square(3, 1), 1, 1e-5);
        return b.activation(b.add("add", new Op.Add(), outer, x), "act", ActivationFunction.RELU);
    }

    private static Node squeezeAndExcitation(GraphBuilder b, Node x) {
        Node mean = b.add("mean", new Op.GlobalAveragePool(), x);
        Node reduce = b.conv(mean, "reduce", 6, Window.square(1, 1), 1, true);
        Node inner = b.activation(reduce, "act", ActivationFunction.SILU);
        Node expand = b.conv(inner, "expand", 24, Window.square(1, 1), 1, true);
        Node gate = b.activation(expand, "gate", ActivationFunction.SIGMOID);
        Node scaled = b.add("scale", new Op.ChannelMultiply(), x, gate);
        return b.convBn(scaled, "project", 10, Window.square(1, 1), 1, 1e-3);
    }

    private static Node sumOfThree(GraphBuilder b, Node x) {
        Node one = b.conv(x, "one", 24, Window.square(1, 1), 1, false);
        Node two = b.conv(x, "two", 24, Window.square(3, 1), 24, true);
        return b.add("add", new Op.Add(), one, two, x);
    }

    private static Node concatenation(GraphBuilder b, Node x) {
        Node one = b.conv(x, "one", 5, Window.square(1, 1), 1, false);
        Node two = b.convBnAct(x, "two", 17, Window.square(3, 1), 1, 1e-3, ActivationFunction.RELU);
        Node pool = b.add("pool", new Op.Pool(PoolKind.MAX, Window.square(3, 1), false, false), x);
        Node all = b.add("concat", new Op.Concat(), one, two, pool, x);
        return b.conv(all, "after", 9, Window.square(1, 1), 1, true);
    }

    private static Node sharedWeights(GraphBuilder b, Node x) {
        Node first = b.conv(x, "first", 24, Window.square(3, 1), 1, true);
        Node act = b.activation(first, "act", ActivationFunction.RELU);
        return b.addShared("second", first.op(), first, act);
    }

    private void vectors() {
        Shape shape = new Shape(11, 5, 3);
        graph(
                "fully connected over a map",
                shape,
                (b, x) -> {
                    Node flat = b.add("flatten", new Op.Flatten(), x);
                    Node hidden = b.add("hidden", new Op.FullyConnected(37, true), flat);
                    Node act = b.activation(hidden, "act", ActivationFunction.RELU);
                    Node drop = b.add("drop", new Op.Dropout(0.5), act);
                    return b.add("logits", new Op.FullyConnected(10, false), drop);
                });
        graph(
                "fully connected over a mean",
                shape,
                (b, x) -> {
                    Node mean = b.add("mean", new Op.GlobalAveragePool(), x);
                    return b.add("logits", new Op.FullyConnected(1000, true), mean);
                });
        graph(
                "a gate of fully connected layers",
                shape,
                (b, x) -> {
                    Node mean = b.add("mean", new Op.GlobalAveragePool(), x);
                    Node layer = b.add("layer", new Op.FullyConnected(11, true), mean);
                    Node gate = b.activation(layer, "gate", ActivationFunction.HARD_SIGMOID);
                    return b.add("scale", new Op.ChannelMultiply(), x, gate);
                });
        graph(
                "a sum and a concatenation of both forms",
                shape,
                (b, x) -> {
                    Node mean = b.add("mean", new Op.GlobalAveragePool(), x);
                    Node layer = b.add("layer", new Op.FullyConnected(11, true), mean);
                    Node sum = b.add("add", new Op.Add(), mean, layer);
                    return b.add("concat", new Op.Concat(), layer, sum, mean);
                });
    }

    private void conv(String name, Shape shape, int out, Window window, int groups) {
        graph(name, shape, (b, x) -> b.conv(x, "conv", out, window, groups, true));
    }

    private void pool(PoolKind kind, Window window, boolean ceil, boolean countPadding) {
        var op = new Op.Pool(kind, window, ceil, countPadding);
        for (Shape shape : List.of(new Shape(5, 10, 9), new Shape(17, 7, 12))) {
            graph(op + " of " + shape, shape, (b, x) -> b.add("pool", op, x));
        }
    }

    private void graph(String name, Shape shape, BiFunction<GraphBuilder, Node, Node> body) {
        var builder = new GraphBuilder(name);
        graphs.add(builder.build(body.apply(builder, builder.input(shape))));
    }
}
