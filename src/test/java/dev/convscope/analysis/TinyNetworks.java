package dev.convscope.analysis;

import dev.convscope.base.Shape;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.Graph;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Padding;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Role;
import dev.convscope.graph.Window;

/// Networks small enough to be counted by hand.
final class TinyNetworks {
    private TinyNetworks() {}

    /// A stem and one inverted bottleneck with a gate and a skip, on 8×8 pixels; 4 classes.
    static Graph gatedBlock() {
        var b = new GraphBuilder("gated");
        Node x = b.input(new Shape(3, 8, 8));
        b.at("1");
        x = b.convBnAct(x, "stem", 8, Window.same(3, 2), 1, 1e-3, ActivationFunction.SILU);
        b.at("2", "2.1");
        Node skip = x;
        x = b.convBnAct(x, "expand", 16, Window.square(1, 1), 1, 1e-3, ActivationFunction.SILU);
        x = b.convBnAct(x, "dw", 16, Window.same(3, 1), 16, 1e-3, ActivationFunction.SILU);
        x = gate(b, x, 2);
        x = b.convBn(x, "project", 8, Window.square(1, 1), 1, 1e-3);
        x = b.add("add", new Op.Add(), skip, x);
        b.at("3");
        x = b.add("pool", new Op.GlobalAveragePool(), x);
        x = b.add("dropout", new Op.Dropout(.2), x);
        x = b.add("fc", new Op.FullyConnected(4, true), x);
        return b.build(x);
    }

    private static Node gate(GraphBuilder b, Node x, int squeeze) {
        b.as(Role.SQUEEZE_EXCITATION);
        Node g = b.add("se.pool", new Op.GlobalAveragePool(), x);
        g = b.conv(g, "se.reduce", squeeze, Window.square(1, 1), 1, true);
        g = b.activation(g, "se.act", ActivationFunction.SILU);
        g = b.conv(g, "se.expand", x.shape().channels(), Window.square(1, 1), 1, true);
        g = b.activation(g, "se.sigmoid", ActivationFunction.SIGMOID);
        g = b.add("se.multiply", new Op.ChannelMultiply(), x, g);
        b.as(Role.BODY);
        return g;
    }

    /// AlexNet as torchvision has it: no groups, no normalisation.
    static Graph alexNet() {
        var b = new GraphBuilder("alexnet").at("conv");
        Node x = b.input(new Shape(3, 224, 224));
        x = biased(b, x, "conv1", 64, padded(11, 4, 2));
        x = maxPool(b, x);
        x = biased(b, x, "conv2", 192, Window.square(5, 1));
        x = maxPool(b, x);
        x = biased(b, x, "conv3", 384, Window.square(3, 1));
        x = biased(b, x, "conv4", 256, Window.square(3, 1));
        x = biased(b, x, "conv5", 256, Window.square(3, 1));
        x = maxPool(b, x);
        b.at("fc");
        x = b.add("pool", new Op.AdaptiveAveragePool(6, 6), x);
        x = b.add("flatten", new Op.Flatten(), x);
        for (String name : new String[] {"fc6", "fc7"}) {
            x = b.add(name, new Op.FullyConnected(4096, true), x);
            x = b.activation(x, name + ".act", ActivationFunction.RELU);
        }
        return b.build(b.add("fc8", new Op.FullyConnected(1000, true), x));
    }

    static Window padded(int kernel, int stride, int padding) {
        return Window.square(kernel, stride).withPadding(new Padding.Symmetric(padding, padding));
    }

    private static Node biased(GraphBuilder b, Node x, String name, int out, Window window) {
        Node conv = b.conv(x, name, out, window, 1, true);
        return b.activation(conv, name + ".act", ActivationFunction.RELU);
    }

    private static Node maxPool(GraphBuilder b, Node x) {
        return b.add("pool", new Op.Pool(PoolKind.MAX, Window.valid(3, 2), false, false), x);
    }
}
