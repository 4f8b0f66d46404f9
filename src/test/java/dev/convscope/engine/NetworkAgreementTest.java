package dev.convscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.graph.Graph;
import dev.convscope.zoo.Network;
import dev.convscope.zoo.Zoo;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;

/// Every network of the zoo, as a {@link SmallNetwork}: our engines compute the same, and the
/// random weights keep the network alive, so that the agreement means something. ONNX Runtime takes
/// part for the families whose figures are published with the tool; at full size it does for all.
class NetworkAgreementTest {
    static List<Named<Network>> networks() {
        return Zoo.networks().stream().map(network -> Named.of(network.name(), network)).toList();
    }

    @ParameterizedTest
    @MethodSource("networks")
    @Execution(ExecutionMode.CONCURRENT)
    void everyEngineComputesTheSame(Network network) {
        Graph graph = SmallNetwork.of(network);
        var agreement = Agreement.of(graph);
        float[] expected = reference(agreement);
        float[] actual = dependingOnTheImage(agreement);
        agreement.check(expected, "reference", actual, "vector");
        if (SmallNetwork.isPublished(network)) {
            float[] oracle = agreement.run("onnxruntime");
            agreement.check(oracle, "onnxruntime", expected, "reference");
            agreement.check(oracle, "onnxruntime", actual, "vector");
        }
    }

    /// The reference's output, after a look at every value on the way: none may vanish or explode.
    private static float[] reference(Agreement agreement) {
        Graph graph = agreement.graph();
        var output = new float[1][];
        ReferenceEngine.trace(
                graph,
                agreement.weights(),
                agreement.image(),
                (node, values) -> {
                    assertThat(rootMeanSquare(values))
                            .as("root mean square of '%s' of %s", node.name(), graph.name())
                            .isBetween(0.02, 50.0);
                    if (node.index() == graph.outputIndex()) output[0] = values.clone();
                });
        assertThat(rootMeanSquare(output[0])).as("output of %s", graph.name()).isBetween(0.2, 5.0);
        return output[0];
    }

    /// Our executor's output, after an image that is not a number anywhere, of which nothing is
    /// left, and a look at that of another image: it must be another output.
    private static float[] dependingOnTheImage(Agreement agreement) {
        Graph graph = agreement.graph();
        float[] image = Inputs.random(graph.inputShape(), Agreement.SEED + 1);
        try (var session =
                Engines.named("vector")
                        .prepare(graph, agreement.weights(), Engine.Options.singleThreaded())) {
            var output = new float[session.outputLength()];
            var difference = new float[session.outputLength()];
            session.run(notANumber(graph), output);
            session.run(agreement.image(), output);
            session.run(image, difference);
            for (int i = 0; i < output.length; i++) difference[i] -= output[i];
            assertThat(rootMeanSquare(difference) / rootMeanSquare(output))
                    .as("share of the output of %s that depends on the image", graph.name())
                    .isGreaterThan(0.02);
            return output;
        }
    }

    private static float[] notANumber(Graph graph) {
        var image = new float[Math.toIntExact(graph.inputShape().elements())];
        Arrays.fill(image, Float.NaN);
        return image;
    }

    private static double rootMeanSquare(float[] values) {
        double squares = 0;
        for (float value : values) squares += (double) value * value;
        return Math.sqrt(squares / values.length);
    }
}
