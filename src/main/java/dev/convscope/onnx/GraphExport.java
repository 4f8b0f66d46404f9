package dev.convscope.onnx;

import static dev.convscope.onnx.GraphBody.integer;
import static dev.convscope.onnx.GraphBody.integers;
import static dev.convscope.onnx.GraphBody.number;

import ai.onnx.proto.OnnxMl;

import dev.convscope.base.Shape;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;
import dev.convscope.weights.Weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns each node of a graph into ONNX nodes, most into one.
///
/// A value is 1 × C × H × W, or 1 × C after a flatten or a fully connected layer; where an operator
/// wants the other form, a reshaping node is put between.
final class GraphExport {
    private final Graph graph;
    private final Weights weights;
    private final GraphBody body;
    private final PoolExport pools;
    private final String[] names;
    private final boolean[] flat;
    private final Map<String, String> reshaped = new HashMap<>();

    GraphExport(Graph graph, Weights weights, Tensors tensors) {
        this.graph = graph;
        this.weights = weights;
        this.body = new GraphBody(tensors);
        this.pools = new PoolExport(body);
        this.names = new String[graph.nodes().size()];
        this.flat = new boolean[graph.nodes().size()];
    }

    OnnxMl.GraphProto graph() {
        for (Node node : graph.nodes()) {
            names[node.index()] = valueName(node);
            flat[node.index()] = isFlat(node);
            export(node, names[node.index()]);
        }
        Node output = graph.output();
        if (output.index() == 0) {
            body.node("Identity", List.of(OnnxExport.INPUT), OnnxExport.OUTPUT);
        }
        return body.build(
                graph.name(),
                OnnxExport.INPUT,
                dimensions(graph.inputShape(), false),
                OnnxExport.OUTPUT,
                dimensions(graph.outputShape(), flat[output.index()]));
    }

    private static List<Long> dimensions(Shape shape, boolean flat) {
        return flat
                ? List.of(1L, (long) shape.channels())
                : List.of(1L, (long) shape.channels(), (long) shape.height(), (long) shape.width());
    }

    private String valueName(Node node) {
        if (node.index() == 0) return OnnxExport.INPUT;
        if (node.index() == graph.outputIndex()) return OnnxExport.OUTPUT;
        boolean taken =
                node.name().equals(OnnxExport.INPUT) || node.name().equals(OnnxExport.OUTPUT);
        return taken ? node.name() + ".value" : node.name();
    }

    /// Whether the node's value has two dimensions only.
    private boolean isFlat(Node node) {
        return switch (node.op()) {
            case Op.Flatten _, Op.FullyConnected _ -> true;
            case Op.BatchNorm _, Op.Activation _, Op.Scale _, Op.Dropout _ ->
                    flat[node.inputs().getFirst()];
            case Op.Add _, Op.Concat _ -> node.inputs().stream().allMatch(input -> flat[input]);
            case Op.Input _,
                    Op.Conv _,
                    Op.Pool _,
                    Op.GlobalAveragePool _,
                    Op.AdaptiveAveragePool _,
                    Op.LocalResponseNorm _,
                    Op.ChannelMultiply _,
                    Op.Shift _,
                    Op.ChannelPad _ ->
                    false;
        };
    }

    private void export(Node node, String output) {
        switch (node.op()) {
            case Op.Input _ -> {}
            case Op.Conv conv -> conv(node, conv, output);
            case Op.FullyConnected _ ->
                    body.node(
                            "Gemm",
                            operands(reshaped(node.inputs().getFirst(), true), node),
                            output,
                            integer("transB", 1));
            case Op.BatchNorm(double epsilon) ->
                    body.node(
                            "BatchNormalization",
                            operands(same(node), node),
                            output,
                            number("epsilon", epsilon));
            case Op.Activation(var function) -> activation(same(node), function, output);
            case Op.Pool pool -> pools.pool(pool, node, image(node, 0), output);
            case Op.GlobalAveragePool _ ->
                    body.node("GlobalAveragePool", List.of(image(node, 0)), output);
            case Op.AdaptiveAveragePool(int height, int width) ->
                    pools.adaptiveAverage(height, width, node, image(node, 0), output);
            case Op.LocalResponseNorm norm ->
                    body.node(
                            "LRN",
                            List.of(image(node, 0)),
                            output,
                            integer("size", norm.size()),
                            // ONNX divides alpha by the size, the graph does not.
                            number("alpha", norm.alpha() * norm.size()),
                            number("beta", norm.beta()),
                            number("bias", norm.k()));
            case Op.Add _ -> add(node, output);
            case Op.ChannelMultiply _ ->
                    body.node("Mul", List.of(image(node, 0), image(node, 1)), output);
            case Op.Scale(double factor) ->
                    body.node("Mul", List.of(same(node), body.scalar(factor)), output);
            case Op.Concat _ -> body.node("Concat", all(node), output, integer("axis", 1));
            case Op.Flatten _ -> body.node("Flatten", List.of(same(node)), output);
            case Op.Dropout(double rate) ->
                    body.node("Dropout", List.of(same(node), body.scalar(rate)), output);
            case Op.Shift(int down, int right) -> shift(node, down, right, output);
            case Op.ChannelPad(int before, int after) ->
                    pad(image(node, 0), output, 0, before, 0, 0, 0, after, 0, 0);
        }
    }

    private void conv(Node node, Op.Conv conv, String output) {
        var window = conv.window();
        var rows = window.rowPadding(node.inputShape().height());
        var columns = window.columnPadding(node.inputShape().width());
        body.node(
                "Conv",
                operands(image(node, 0), node),
                output,
                integers("dilations", window.dilation(), window.dilation()),
                integer("group", conv.groups()),
                integers("kernel_shape", window.kernelHeight(), window.kernelWidth()),
                integers("pads", rows.before(), columns.before(), rows.after(), columns.after()),
                integers("strides", window.strideHeight(), window.strideWidth()));
    }

    private void activation(String input, ActivationFunction function, String output) {
        switch (function) {
            case RELU -> body.node("Relu", List.of(input), output);
            case RELU6 -> body.node("Clip", List.of(input, body.scalar(0), body.scalar(6)), output);
            case SILU -> {
                String gate = output + ".sigmoid";
                body.node("Sigmoid", List.of(input), gate);
                body.node("Mul", List.of(input, gate), output);
            }
            case SIGMOID -> body.node("Sigmoid", List.of(input), output);
            case HARD_SIGMOID ->
                    body.node(
                            "HardSigmoid",
                            List.of(input),
                            output,
                            number("alpha", 1.0 / 6),
                            number("beta", 0.5));
            case HARD_SWISH -> body.node("HardSwish", List.of(input), output);
        }
    }

    /// Sums from left to right, two at a time: engines fuse a sum of two into a convolution.
    private void add(Node node, String output) {
        List<String> inputs = all(node);
        String sum = inputs.getFirst();
        for (int i = 1; i < inputs.size(); i++) {
            String next = i == inputs.size() - 1 ? output : output + ".sum" + i;
            body.node("Add", List.of(sum, inputs.get(i)), next);
            sum = next;
        }
    }

    /// Zeros beyond one edge, then the same size read from further on.
    private void shift(Node node, int down, int right, String output) {
        String padded = output + ".padded";
        int top = Math.max(0, -down);
        int left = Math.max(0, -right);
        pad(image(node, 0), padded, 0, 0, top, left, 0, 0, Math.max(0, down), Math.max(0, right));
        int fromRow = Math.max(0, down);
        int fromColumn = Math.max(0, right);
        body.node(
                "Slice",
                List.of(
                        padded,
                        body.integers(fromRow, fromColumn),
                        body.integers(
                                fromRow + node.shape().height(), fromColumn + node.shape().width()),
                        body.integers(2, 3)),
                output);
    }

    private void pad(String input, String output, long... pads) {
        body.node("Pad", List.of(input, body.integers(pads)), output);
    }

    /// A node's input and its own tensors, in the order of the graph, which is ONNX's too.
    private List<String> operands(String input, Node node) {
        List<String> operands = new ArrayList<>(List.of(input));
        for (Parameter.Spec spec : node.parameters()) {
            String name = node.parameterOwner() + "." + spec.parameter().label();
            if (!body.has(name)) {
                body.tensor(name, spec.dimensions(), weights.tensor(node, spec.parameter()));
            }
            operands.add(name);
        }
        return operands;
    }

    private String same(Node node) {
        return names[node.inputs().getFirst()];
    }

    /// The node's input of that position as 1 × C × H × W.
    private String image(Node node, int position) {
        return reshaped(node.inputs().get(position), false);
    }

    /// All inputs in the form of the node's own value.
    private List<String> all(Node node) {
        return node.inputs().stream().map(input -> reshaped(input, flat[node.index()])).toList();
    }

    private String reshaped(int index, boolean toFlat) {
        if (flat[index] == toFlat) return names[index];
        return reshaped.computeIfAbsent(
                names[index],
                name -> {
                    String to = name + (toFlat ? ".flat" : ".image");
                    if (toFlat) {
                        body.node("Flatten", List.of(name), to);
                    } else {
                        body.node("Unsqueeze", List.of(name, body.integers(2, 3)), to);
                    }
                    return to;
                });
    }
}
