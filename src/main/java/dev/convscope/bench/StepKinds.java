package dev.convscope.bench;

import dev.convscope.analysis.Kind;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What the layers of a step are: the kind of the one that multiplies, if there is one.
final class StepKinds implements Function<List<String>, String> {
    private final Map<String, Node> nodes = new HashMap<>();

    StepKinds(Graph graph) {
        graph.nodes().forEach(node -> nodes.put(node.name(), node));
    }

    @Override
    public String apply(List<String> layers) {
        List<Node> covered = layers.stream().map(nodes::get).filter(node -> node != null).toList();
        return covered.stream()
                .filter(node -> Kind.of(node).counted())
                .findFirst()
                .map(node -> Kind.of(node).label())
                .orElseGet(() -> covered.isEmpty() ? "input, output" : word(covered.getFirst()));
    }

    private static String word(Node node) {
        return switch (node.op()) {
            case Op.Input _ -> "input, output";
            case Op.Conv _, Op.FullyConnected _ -> Kind.of(node).label();
            case Op.BatchNorm _, Op.Activation _, Op.Scale _, Op.Dropout _ -> "norm, activation";
            case Op.LocalResponseNorm _ -> "norm, activation";
            case Op.Pool _, Op.GlobalAveragePool _, Op.AdaptiveAveragePool _ -> "pool";
            case Op.Add _ -> "add";
            case Op.ChannelMultiply _ -> "scale";
            case Op.Concat _, Op.Flatten _, Op.Shift _, Op.ChannelPad _ -> "rearrange";
        };
    }
}
