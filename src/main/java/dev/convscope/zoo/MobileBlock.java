package dev.convscope.zoo;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;

/// One inverted bottleneck with every number decided: expand, depthwise, squeeze, project, add.
///
/// A fused block replaces expansion and depthwise convolution by one dense convolution; without an
/// expansion it is that convolution alone.
///
/// @param expanded channels between expansion and projection
/// @param expands whether there is an expansion; without one `expanded` is the input's channels
/// @param squeezed channels of the squeeze; 0 for none
/// @param skip whether the block may add its input, where shapes and stride allow it
record MobileBlock(
        int kernel,
        int stride,
        int expanded,
        boolean expands,
        int output,
        int squeezed,
        boolean fused,
        boolean skip) {

    Node build(
            GraphBuilder graph,
            Node x,
            Units units,
            ActivationFunction squeeze,
            ActivationFunction gate) {
        Node y = fused ? fused(graph, x, units) : separable(graph, x, units, squeeze, gate);
        boolean adds = skip && stride == 1 && x.shape().channels() == output;
        return adds ? graph.add("add", new Op.Add(), y, x) : y;
    }

    private Node fused(GraphBuilder graph, Node x, Units units) {
        if (!expands) return units.unit(graph, x, "fused", output, kernel, stride);
        Node y = units.unit(graph, x, "fused", expanded, kernel, stride);
        return units.linear(graph, y, "project", output, 1, 1);
    }

    private Node separable(
            GraphBuilder graph,
            Node x,
            Units units,
            ActivationFunction squeeze,
            ActivationFunction gate) {
        Node y = expands ? units.unit(graph, x, "expand", expanded, 1, 1) : x;
        y = units.depthwise(graph, y, "depthwise", kernel, stride);
        if (squeezed > 0) y = Units.squeeze(graph, y, squeezed, squeeze, gate);
        return units.linear(graph, y, "project", output, 1, 1);
    }
}
