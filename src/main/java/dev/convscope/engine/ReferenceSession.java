package dev.convscope.engine;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;
import dev.convscope.weights.Weights;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// Runs a graph node by node; a value is dropped after its last reader.
final class ReferenceSession implements Session {
    private final Graph graph;
    private final Map<String, Map<Parameter, float[]>> tensors = new HashMap<>();
    private final int[] lastReader;
    private final ReferenceEngine.Listener listener;

    ReferenceSession(Graph graph, Weights weights, ReferenceEngine.Listener listener) {
        this.graph = graph;
        this.listener = listener;
        this.lastReader = lastReader(graph);
        for (Node node : graph.nodes()) {
            if (isUsed(node)) {
                tensors.computeIfAbsent(node.parameterOwner(), _ -> load(node, weights));
            }
        }
    }

    private static Map<Parameter, float[]> load(Node node, Weights weights) {
        Map<Parameter, float[]> loaded = new EnumMap<>(Parameter.class);
        for (Parameter.Spec spec : node.parameters()) {
            loaded.put(spec.parameter(), weights.tensor(node, spec.parameter()));
        }
        return loaded;
    }

    /// The index of the last node on the way to the output that reads each node's value; below 0
    /// where there is none. The output is read after all nodes.
    private static int[] lastReader(Graph graph) {
        var last = new int[graph.nodes().size()];
        java.util.Arrays.fill(last, -1);
        last[graph.outputIndex()] = Integer.MAX_VALUE;
        for (Node node : graph.nodes().reversed()) {
            if (last[node.index()] < 0) continue;
            for (int input : node.inputs()) last[input] = Math.max(last[input], node.index());
        }
        return last;
    }

    private boolean isUsed(Node node) {
        return lastReader[node.index()] >= 0;
    }

    @Override
    public int inputLength() {
        return Math.toIntExact(graph.inputShape().elements());
    }

    @Override
    public int outputLength() {
        return Math.toIntExact(graph.outputShape().elements());
    }

    @Override
    public void run(float[] input, float[] output) {
        Lengths.check("input", input, inputLength());
        Lengths.check("output", output, outputLength());
        var values = new float[graph.nodes().size()][];
        for (Node node : graph.nodes()) {
            if (!isUsed(node)) continue;
            values[node.index()] = compute(node, input, values);
            listener.computed(node, values[node.index()]);
            for (int read : node.inputs()) {
                if (lastReader[read] <= node.index()) values[read] = null;
            }
        }
        System.arraycopy(values[graph.outputIndex()], 0, output, 0, output.length);
    }

    private float[] compute(Node node, float[] image, float[][] values) {
        var inputs = node.inputs().stream().map(index -> values[index]).toArray(float[][]::new);
        var owned = tensors.get(node.parameterOwner());
        return switch (node.op()) {
            case Op.Input _ -> image;
            case Op.Conv conv ->
                    ReferenceConvolution.convolve(
                            conv,
                            node.inputShape(),
                            node.shape(),
                            inputs[0],
                            owned.get(Parameter.WEIGHT),
                            owned.get(Parameter.BIAS));
            case Op.FullyConnected _ ->
                    ReferenceConvolution.fullyConnected(
                            inputs[0], owned.get(Parameter.WEIGHT), owned.get(Parameter.BIAS));
            case Op.BatchNorm(double epsilon) ->
                    ReferenceElementwise.batchNorm(inputs[0], node.shape(), owned, epsilon);
            case Op.Activation(var function) ->
                    ReferenceElementwise.activation(inputs[0], function);
            case Op.Pool pool ->
                    ReferencePooling.pool(pool, node.inputShape(), node.shape(), inputs[0]);
            case Op.GlobalAveragePool _ ->
                    ReferencePooling.adaptiveAverage(node.inputShape(), 1, 1, inputs[0]);
            case Op.AdaptiveAveragePool(int height, int width) ->
                    ReferencePooling.adaptiveAverage(node.inputShape(), height, width, inputs[0]);
            case Op.LocalResponseNorm norm ->
                    ReferenceElementwise.localResponseNorm(inputs[0], node.shape(), norm);
            case Op.Add _ -> ReferenceElementwise.add(inputs);
            case Op.ChannelMultiply _ -> ReferenceElementwise.channelMultiply(inputs[0], inputs[1]);
            case Op.Scale(double factor) -> ReferenceElementwise.scale(inputs[0], factor);
            case Op.Concat _ -> ReferenceElementwise.concat(inputs);
            case Op.Flatten _, Op.Dropout _ -> inputs[0];
            case Op.Shift(int down, int right) ->
                    ReferenceElementwise.shift(inputs[0], node.shape(), down, right);
            case Op.ChannelPad(int before, int _) ->
                    ReferenceElementwise.channelPad(
                            inputs[0], node.inputShape(), node.shape(), before);
        };
    }

    @Override
    public void close() {
        tensors.clear();
    }
}
