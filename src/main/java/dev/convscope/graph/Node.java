package dev.convscope.graph;

import dev.convscope.base.Shape;

import java.util.List;

/// One use of an operator in a graph.
///
/// @param index position in the graph's topological order
/// @param name unique within the graph, made of its block and its place there: `2.1.expand`
/// @param stage the stage of the architecture table; empty if the network has none
/// @param block the block within the stage; equals the stage outside of blocks
/// @param role what it is for
/// @param op what it computes
/// @param inputs indices of the nodes it reads, each below `index`
/// @param inputShape shape of its first input; its own shape for an input node
/// @param shape shape of its output
/// @param parameterOwner name of the node whose tensors it uses: its own, unless weights are shared
public record Node(
        int index,
        String name,
        String stage,
        String block,
        Role role,
        Op op,
        List<Integer> inputs,
        Shape inputShape,
        Shape shape,
        String parameterOwner) {
    public Node {
        inputs = List.copyOf(inputs);
        for (int i = 0; i < inputs.size(); i++) {
            int input = inputs.get(i);
            if (input < 0 || input >= index) {
                throw new IllegalArgumentException(
                        "node "
                                + index
                                + " cannot read node "
                                + input
                                + ", which is not before it");
            }
        }
    }

    /// Whether its tensors are counted and stored elsewhere.
    public boolean sharesParameters() {
        return !parameterOwner.equals(name);
    }

    /// The tensors its operator needs, in a fixed order; empty for an operator without weights.
    public List<Parameter.Spec> parameters() {
        return switch (op) {
            case Op.Conv conv -> {
                var weight =
                        List.of(
                                conv.outChannels(),
                                inputShape.channels() / conv.groups(),
                                conv.window().kernelHeight(),
                                conv.window().kernelWidth());
                yield weightAndBias(weight, conv.outChannels(), conv.bias());
            }
            case Op.FullyConnected layer -> {
                var weight = List.of(layer.outFeatures(), Math.toIntExact(inputShape.elements()));
                yield weightAndBias(weight, layer.outFeatures(), layer.bias());
            }
            case Op.BatchNorm _ -> {
                var channels = List.of(inputShape.channels());
                yield List.of(
                        new Parameter.Spec(Parameter.SCALE, channels),
                        new Parameter.Spec(Parameter.SHIFT, channels),
                        new Parameter.Spec(Parameter.MEAN, channels),
                        new Parameter.Spec(Parameter.VARIANCE, channels));
            }
            case Op.Input _,
                    Op.Activation _,
                    Op.Pool _,
                    Op.GlobalAveragePool _,
                    Op.AdaptiveAveragePool _,
                    Op.LocalResponseNorm _,
                    Op.Add _,
                    Op.ChannelMultiply _,
                    Op.Scale _,
                    Op.Concat _,
                    Op.Flatten _,
                    Op.Dropout _,
                    Op.Shift _,
                    Op.ChannelPad _ ->
                    List.of();
        };
    }

    private static List<Parameter.Spec> weightAndBias(
            List<Integer> weight, int outputs, boolean bias) {
        var spec = new Parameter.Spec(Parameter.WEIGHT, weight);
        return bias
                ? List.of(spec, new Parameter.Spec(Parameter.BIAS, List.of(outputs)))
                : List.of(spec);
    }
}
