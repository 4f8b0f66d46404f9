package dev.convscope.zoo;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Role;
import dev.convscope.graph.Window;

/// How one family writes a convolution, its normalisation and its activation.
///
/// @param function the activation after a unit
/// @param same TensorFlow's SAME padding instead of ⌊k/2⌋ on both sides
/// @param epsilon of the batch normalisation
record Units(ActivationFunction function, boolean same, double epsilon) {
    /// PyTorch's ResNet: ReLU, symmetric padding, epsilon 1e-5.
    static final Units PYTORCH = new Units(ActivationFunction.RELU, false, 1e-5);

    Window window(int kernel, int stride) {
        return same ? Window.same(kernel, stride) : Window.square(kernel, stride);
    }

    /// Convolution, normalisation, activation.
    Node unit(GraphBuilder graph, Node x, String name, int out, int kernel, int stride) {
        return graph.convBnAct(x, name, out, window(kernel, stride), 1, epsilon, function);
    }

    /// A depthwise convolution, normalisation, activation.
    Node depthwise(GraphBuilder graph, Node x, String name, int kernel, int stride) {
        int channels = x.shape().channels();
        Window window = window(kernel, stride);
        return graph.convBnAct(x, name, channels, window, channels, epsilon, function);
    }

    /// Convolution and normalisation.
    Node linear(GraphBuilder graph, Node x, String name, int out, int kernel, int stride) {
        return graph.convBn(x, name, out, window(kernel, stride), 1, epsilon);
    }

    /// Normalisation, activation: what precedes a convolution in pre-activation networks.
    Node normalised(GraphBuilder graph, Node x, String name) {
        Node norm = graph.add(name + ".bn", new Op.BatchNorm(epsilon), x);
        return graph.activation(norm, name + ".act", function);
    }

    /// Global average pooling, dropout if there is any, and the classifier.
    static Node head(GraphBuilder graph, Node x, double dropout, int classes) {
        Node pooled = graph.add("pool", new Op.GlobalAveragePool(), x);
        return classifier(graph, pooled, dropout, classes);
    }

    /// Dropout if there is any, and the classifier.
    static Node classifier(GraphBuilder graph, Node x, double dropout, int classes) {
        Node kept = dropout > 0 ? graph.add("dropout", new Op.Dropout(dropout), x) : x;
        return graph.add("fc", new Op.FullyConnected(classes, true), kept);
    }

    /// Squeeze-and-excitation: pool, `squeezed` channels, back, and a gate on every channel.
    static Node squeeze(
            GraphBuilder graph,
            Node x,
            int squeezed,
            ActivationFunction inner,
            ActivationFunction gate) {
        graph.as(Role.SQUEEZE_EXCITATION);
        Node y = graph.add("se.pool", new Op.GlobalAveragePool(), x);
        y = graph.conv(y, "se.reduce", squeezed, Window.square(1, 1), 1, true);
        y = graph.activation(y, "se.reduce.act", inner);
        y = graph.conv(y, "se.expand", x.shape().channels(), Window.square(1, 1), 1, true);
        y = graph.activation(y, "se.gate", gate);
        y = graph.add("se.scale", new Op.ChannelMultiply(), x, y);
        graph.as(Role.BODY);
        return y;
    }
}
