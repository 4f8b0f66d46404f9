package dev.convscope.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.base.Shape;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.Graph;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;
import dev.convscope.graph.Window;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class RandomWeightsTest {
    private static final Graph GRAPH = graph();

    private static final float[] GOLDEN = {0.16640219f, -0.22131348f, -0.32221985f, -0.054789227f};
    private static final int GOLDEN_HASH = 1398259107;

    private static Graph graph() {
        var b = new GraphBuilder("tiny");
        Node x = b.input(new Shape(3, 9, 9));
        x = b.convBnAct(x, "stem", 32, Window.square(3, 1), 1, 1e-5, ActivationFunction.RELU);
        x = b.convBnAct(x, "depthwise", 32, Window.square(3, 1), 32, 1e-5, ActivationFunction.RELU);
        Node first = b.conv(x, "first", 32, Window.square(3, 1), 1, true);
        Node act = b.activation(first, "act", ActivationFunction.RELU);
        Node second = b.addShared("second", first.op(), first, act);
        Node mean = b.add("mean", new Op.GlobalAveragePool(), second);
        return b.build(b.add("logits", new Op.FullyConnected(10, true), mean));
    }

    private static Node node(String name) {
        return GRAPH.nodes().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
    }

    private static float[] tensor(long seed, String name, Parameter parameter) {
        return Weights.random(GRAPH, seed).tensor(node(name), parameter);
    }

    /// Pins the numbers: they must not change with the machine, the JDK or a refactoring, because
    /// published latencies and errors name their seed.
    @Test
    void aSeedGivesTheseNumbersOnEveryMachine() {
        float[] weights = tensor(42, "stem", Parameter.WEIGHT);
        assertThat(weights).hasSize(864);
        assertThat(Arrays.copyOf(weights, 4)).containsExactly(GOLDEN);
        assertThat(Arrays.hashCode(weights)).isEqualTo(GOLDEN_HASH);
    }

    @Test
    void valuesDependOnNothingButSeedOwnerAndParameter() {
        var weights = Weights.random(GRAPH, 1);
        float[] logits = weights.tensor(node("logits"), Parameter.WEIGHT);
        float[] stem = weights.tensor(node("stem"), Parameter.WEIGHT);
        assertThat(tensor(1, "stem", Parameter.WEIGHT)).isEqualTo(stem);
        assertThat(tensor(1, "logits", Parameter.WEIGHT)).isEqualTo(logits);
        assertThat(tensor(2, "stem", Parameter.WEIGHT)).isNotEqualTo(stem);
    }

    @Test
    void nodesThatShareAnOwnerShareItsTensors() {
        for (Parameter parameter : new Parameter[] {Parameter.WEIGHT, Parameter.BIAS}) {
            assertThat(tensor(3, "second", parameter)).isEqualTo(tensor(3, "first", parameter));
        }
    }

    @Test
    void aGraphWithoutItsUnusedPartsHasTheSameTensors() {
        var b = new GraphBuilder("with a head");
        Node x = b.input(new Shape(8, 9, 9));
        b.conv(x, "head", 4, Window.square(1, 1), 1, true);
        Graph graph = b.build(b.conv(x, "body", 4, Window.square(1, 1), 1, true));
        var weights = Weights.random(graph, 3);
        assertThat(weights.tensor(graph.withoutUnused().output(), Parameter.WEIGHT))
                .isEqualTo(weights.tensor(graph.output(), Parameter.WEIGHT));
    }

    @Test
    void noTwoTensorsAreAlike() {
        float[] scale = tensor(4, "stem.bn", Parameter.SCALE);
        float[] shift = tensor(4, "stem.bn", Parameter.SHIFT);
        float[] other = tensor(4, "depthwise.bn", Parameter.SCALE);
        assertThat(correlation(scale, shift)).isLessThan(0.5);
        assertThat(correlation(scale, other)).isLessThan(0.5);
    }

    @Test
    void weightsHaveTheVarianceOfTheirFanIn() {
        float[] stem = tensor(5, "stem", Parameter.WEIGHT);
        assertThat(mean(stem)).isCloseTo(0, within(0.02));
        assertThat(deviation(stem)).isCloseTo(Math.sqrt(1.0 / 27), within(0.02));
    }

    @Test
    void filtersOfARectifiedMapSumToZeroAndDepthwiseFiltersToOne() {
        float[] first = tensor(6, "first", Parameter.WEIGHT);
        float[] depthwise = tensor(6, "depthwise", Parameter.WEIGHT);
        for (int filter = 0; filter < 32; filter++) {
            assertThat(sum(first, filter * 288, 288)).isCloseTo(0, within(1e-4));
            assertThat(sum(depthwise, filter * 9, 9)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void everyVarianceIsPositive() {
        for (String norm : new String[] {"stem.bn", "depthwise.bn"}) {
            for (float variance : tensor(7, norm, Parameter.VARIANCE)) {
                assertThat(variance).isPositive();
            }
        }
    }

    @Test
    void refusesATensorThatTheNodeDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tensor(8, "stem", Parameter.BIAS))
                .withMessageContaining("'stem' has no tensor 'bias'");
    }

    private static double sum(float[] values, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) sum += values[i];
        return sum;
    }

    private static double mean(float[] values) {
        return sum(values, 0, values.length) / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double squares = 0;
        for (float value : values) squares += (value - mean) * (value - mean);
        return Math.sqrt(squares / values.length);
    }

    private static double correlation(float[] a, float[] b) {
        double products = 0;
        for (int i = 0; i < a.length; i++) products += (a[i] - mean(a)) * (b[i] - mean(b));
        return Math.abs(products / a.length / deviation(a) / deviation(b));
    }
}
