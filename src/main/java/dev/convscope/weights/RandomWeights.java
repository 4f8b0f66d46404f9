package dev.convscope.weights;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;

import java.util.SplittableRandom;

/// Placeholder scaling: He-initialised weights and neutral statistics.
final class RandomWeights implements Weights {
    private final long seed;

    RandomWeights(Graph graph, long seed) {
        this.seed = seed;
    }

    @Override
    public float[] tensor(Node node, Parameter parameter) {
        var spec =
                node.parameters().stream()
                        .filter(candidate -> candidate.parameter() == parameter)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "'"
                                                        + node.name()
                                                        + "' has no "
                                                        + parameter.label()));
        float[] values = new float[Math.toIntExact(spec.elements())];
        var random =
                new SplittableRandom(
                        seed ^ (31L * node.parameterOwner().hashCode() + parameter.ordinal()));
        double fanIn =
                switch (node.op()) {
                    case Op.Conv _, Op.FullyConnected _ ->
                            (double) spec.elements() / spec.dimensions().getFirst();
                    default -> 1;
                };
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    switch (parameter) {
                        case WEIGHT ->
                                (float) (Math.sqrt(6 / fanIn) * (2 * random.nextDouble() - 1));
                        case BIAS, SHIFT, MEAN -> (float) (0.1 * (2 * random.nextDouble() - 1));
                        case SCALE, VARIANCE -> (float) (0.9 + 0.2 * random.nextDouble());
                    };
        }
        return values;
    }
}
