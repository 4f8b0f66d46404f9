package dev.convscope.weights;

import dev.convscope.base.UserException;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Parameter;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Weights read from a file, all of them, checked against the network's shapes.
final class FileWeights implements Weights {
    private final Map<String, float[]> tensors = new HashMap<>();

    FileWeights(Graph graph, Path file) {
        try (var stored = Safetensors.open(file)) {
            for (Node node : graph.nodes()) {
                if (node.sharesParameters()) continue;
                for (Parameter.Spec spec : node.parameters()) load(stored, node, spec, file);
            }
        }
    }

    private void load(Safetensors stored, Node node, Parameter.Spec spec, Path file) {
        String name = Safetensors.name(node, spec.parameter());
        List<Long> expected = spec.dimensions().stream().map(Integer::longValue).toList();
        if (!stored.dimensions(name).equals(expected)) {
            throw UserException.about(
                            "tensor '" + name + "' does not fit layer '" + node.name() + "'")
                    .where(file.toString())
                    .found(stored.dimensions(name))
                    .expected(expected)
                    .remedy("give the file that was written for this network, with its options")
                    .build();
        }
        tensors.put(name, stored.floats(name));
    }

    @Override
    public float[] tensor(Node node, Parameter parameter) {
        float[] tensor = tensors.get(Safetensors.name(node, parameter));
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "'" + node.name() + "' has no tensor '" + parameter.label() + "'");
        }
        return tensor;
    }
}
