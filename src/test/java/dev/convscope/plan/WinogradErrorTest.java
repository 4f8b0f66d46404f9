package dev.convscope.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.graph.Node;
import dev.convscope.graph.Parameter;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.MinimalFilter;
import dev.convscope.model.Model;
import dev.convscope.plan.WinogradChoice.Filters;
import dev.convscope.weights.Weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class WinogradErrorTest {
    /// Weights of another scale.
    private record Scaled(Weights weights, float factor) implements Weights {
        @Override
        public float[] tensor(Node node, Parameter parameter) {
            float[] values = weights.tensor(node, parameter).clone();
            if (parameter != Parameter.WEIGHT) return values;
            for (int i = 0; i < values.length; i++) values[i] *= factor;
            return values;
        }
    }

    @ParameterizedTest
    @EnumSource(MinimalFilter.class)
    void ordinaryWeightsKeepTheDigitsThatAPlanAsksFor(MinimalFilter filter) {
        for (int channels : new int[] {16, 128, 512}) {
            double error = error(channels, filter, MinimalFilter.NONE);
            assertThat(error).isLessThan(WinogradError.ACCEPTED);
            if (filter != MinimalFilter.NONE) assertThat(error).isPositive();
        }
    }

    @Test
    void morePointsCostMoreDigits() {
        double two = error(64, MinimalFilter.F2_3, MinimalFilter.F2_3);
        double four = error(64, MinimalFilter.F4_3, MinimalFilter.F4_3);
        double seven = error(64, MinimalFilter.F6_7, MinimalFilter.F6_7);

        assertThat(two).isLessThan(four);
        assertThat(four).isLessThan(seven);
    }

    private static double error(int channels, MinimalFilter down, MinimalFilter right) {
        int area = down.taps() * right.taps();
        int outputs = 32;
        float[] weight = new float[outputs * channels * area];
        var random = new Random(7);
        for (int i = 0; i < weight.length; i++) weight[i] = (float) random.nextGaussian();
        var packing = new ConvPacking(outputs, channels, area, weight, new float[outputs]);
        return WinogradError.of(packing, new Filters(down, right));
    }

    @Test
    void aLayerOfOrdinaryWeightsIsTransformed() {
        assertThat(transforms(1)).isPositive();
    }

    /// Their transforms overflow, or lose their digits to numbers below the smallest normal one.
    @ParameterizedTest
    @ValueSource(floats = {3e38f, 1e-41f})
    void aLayerWhoseTransformsLeaveTheRangeIsComputedDirectly(float factor) {
        assertThat(transforms(factor)).isZero();
    }

    private static long transforms(float factor) {
        var graph = Model.of("vgg-11@64").graph();
        var weights = new Scaled(Weights.random(graph, 1), factor);
        return Planner.plan(graph, weights, Machines.BITS_512).steps().stream()
                .filter(step -> step.call() instanceof KernelCall.WinogradInput)
                .count();
    }
}
