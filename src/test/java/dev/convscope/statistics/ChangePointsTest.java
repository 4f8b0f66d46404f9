package dev.convscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;

class ChangePointsTest {
    private static double[] levels(long seed, double spread, double... levels) {
        var random = new Random(seed);
        double[] values = new double[levels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = levels[i] * Math.exp(spread * random.nextGaussian());
        }
        return values;
    }

    private static double[] steps(double... levels) {
        double[] values = new double[15 * levels.length];
        for (int i = 0; i < values.length; i++) values[i] = levels[i / 15];
        return values;
    }

    @Test
    void findsEveryStepWhereItIs() {
        double[] values = levels(1, 0.005, steps(10, 11, 10.5));

        assertThat(ChangePoints.of(values, 0.01, 1)).containsExactly(15, 30);
    }

    @Test
    void takesOneOutlierForWhatItIs() {
        double[] values = levels(2, 0.005, steps(10, 10));
        values[20] = 30;

        assertThat(ChangePoints.of(values, 0.01, 1)).isEmpty();
    }

    /// The search is part of the test, so its own level holds.
    @Test
    void seldomFindsAStepInNoise() {
        int found = 0;
        for (int seed = 0; seed < 100; seed++) {
            if (!ChangePoints.of(levels(seed, 0.02, steps(10, 10)), 0.05, seed).isEmpty()) found++;
        }
        assertThat(found).isLessThanOrEqualTo(11);
    }

    @Test
    void needsAFewValuesOnBothSides() {
        assertThat(ChangePoints.of(new double[] {1, 1, 1, 5, 5, 5}, 0.05, 1)).isEmpty();
        assertThat(ChangePoints.of(new double[0], 0.05, 1)).isEmpty();
    }
}
