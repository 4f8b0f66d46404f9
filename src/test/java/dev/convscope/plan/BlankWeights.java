package dev.convscope.plan;

import dev.convscope.graph.Node;
import dev.convscope.graph.Parameter;
import dev.convscope.weights.Weights;

import java.util.Arrays;

/// Weights that cost nothing to make, for plans that are looked at and not run.
final class BlankWeights implements Weights {
    @Override
    public float[] tensor(Node node, Parameter parameter) {
        long elements =
                node.parameters().stream()
                        .filter(spec -> spec.parameter() == parameter)
                        .findFirst()
                        .orElseThrow()
                        .elements();
        float[] values = new float[Math.toIntExact(elements)];
        Arrays.fill(values, 0.25f);
        return values;
    }
}
