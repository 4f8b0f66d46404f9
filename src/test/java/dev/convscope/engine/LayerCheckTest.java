package dev.convscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.engine.LayerCheck.Layer;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;
import dev.convscope.model.Model;
import dev.convscope.weights.Weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Comparator;
import java.util.List;

/// Every layer of small networks, straight from the executor's memory.
class LayerCheckTest {
    private static Graph graph(String model) {
        return Model.of(model).graph().withoutUnused();
    }

    private static List<Layer> check(Graph graph, Weights weights, boolean exact) {
        return LayerCheck.of(graph, weights, exact, Inputs.random(graph.inputShape(), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "efficientnet-b0,width=0.25@64",
                "mobilenet-v3-small@64",
                "densenet-121@32",
                "googlenet@64",
                "resnet-18@64",
            })
    void everyLayerAgreesWithTheReference(String model) {
        var graph = graph(model);

        var layers = check(graph, Weights.random(graph, 1), false);

        long linear =
                graph.nodes().stream()
                        .filter(
                                node ->
                                        node.op() instanceof Op.Conv
                                                || node.op() instanceof Op.FullyConnected)
                        .count();
        assertThat(layers).hasSizeGreaterThanOrEqualTo((int) linear);
        assertThat(layers)
                .allSatisfy(
                        layer ->
                                assertThat(layer.difference().maxRelError())
                                        .as(layer.name())
                                        .isLessThan(Verification.TOLERANCE));
    }

    @Test
    void anExactPlanHasNoTransforms() {
        var graph = graph("resnet-18@64");

        assertThat(check(graph, Weights.random(graph, 1), false))
                .anyMatch(layer -> layer.kernel().contains("Winograd"));
        assertThat(check(graph, Weights.random(graph, 1), true))
                .noneMatch(layer -> layer.kernel().contains("Winograd"));
    }

    /// A layer whose weights differ between the two engines is where the difference begins.
    @Test
    void findsTheLayerAtWhichADifferenceBegins() {
        var graph = graph("mobilenet-v1,width=0.25@32");
        var right = Weights.random(graph, 1);
        Node broken =
                graph.nodes().stream().filter(node -> node.op() instanceof Op.Conv).toList().get(3);
        var calls = new int[1];
        // The plan asks first.
        Weights wrong =
                (node, parameter) -> {
                    float[] tensor = right.tensor(node, parameter);
                    boolean first = node.name().equals(broken.name()) && calls[0]++ == 0;
                    if (first && parameter == Parameter.WEIGHT) tensor[0] += 1;
                    return tensor;
                };

        var layers = check(graph, wrong, false);

        var first =
                layers.stream()
                        .filter(layer -> layer.difference().maxRelError() > 1e-3)
                        .findFirst()
                        .orElseThrow();
        assertThat(first.name()).startsWith(broken.name());
        assertThat(
                        layers.stream()
                                .max(
                                        Comparator.comparingDouble(
                                                layer -> layer.difference().maxRelError())))
                .isPresent();
    }
}
