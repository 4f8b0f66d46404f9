package dev.convscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Op;
import dev.convscope.weights.Weights;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Every operator, in every form we know, gives the same numbers in each engine. ONNX Runtime,
/// which shares nothing with our engines but the graph, is the oracle.
class EngineAgreementTest {
    static List<Named<Graph>> smallGraphs() {
        return SmallGraphs.all().stream().map(graph -> Named.of(graph.name(), graph)).toList();
    }

    @ParameterizedTest
    @MethodSource("smallGraphs")
    void referenceAgreesWithOnnxRuntime(Graph graph) {
        Agreement.of(graph).between("onnxruntime", "reference");
    }

    @ParameterizedTest
    @MethodSource("smallGraphs")
    void vectorAgreesWithBoth(Graph graph) {
        var agreement = Agreement.of(graph);
        agreement.between("reference", "vector");
        agreement.between("onnxruntime", "vector");
    }

    @ParameterizedTest
    @MethodSource("smallGraphs")
    void vectorAgreesOnTwoThreads(Graph graph) {
        var agreement = Agreement.of(graph);
        float[] actual = agreement.run("vector", new Engine.Options(2));
        agreement.check(agreement.run("reference"), "reference", actual, "vector");
    }

    @Test
    void everyOperatorTakesPart() {
        Set<Class<?>> used =
                SmallGraphs.all().stream()
                        .flatMap(graph -> graph.nodes().stream())
                        .map(node -> node.op().getClass())
                        .collect(Collectors.toSet());
        assertThat(used).containsExactlyInAnyOrder(Op.class.getPermittedSubclasses());
    }

    @Test
    void onnxRuntimeKeepsItsResultsApart() {
        Graph graph = SmallGraphs.all().getFirst();
        var weights = Weights.random(graph, 7);
        try (var session =
                Engines.named("onnxruntime")
                        .prepare(graph, weights, Engine.Options.singleThreaded())) {
            var first = new float[session.outputLength()];
            var second = new float[session.outputLength()];
            var again = new float[session.outputLength()];
            session.run(Inputs.random(graph.inputShape(), 1), first);
            session.run(Inputs.random(graph.inputShape(), 2), second);
            session.run(Inputs.random(graph.inputShape(), 1), again);
            assertThat(second).isNotEqualTo(first);
            assertThat(again).isEqualTo(first);
        }
    }
}
