package dev.convscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModesTest {
    @Test
    void findsTwoSpeeds() {
        double[] times = {100, 199, 101, 201, 99};

        Modes modes = Modes.of(times).orElseThrow();

        assertThat(modes.fast(times)).containsExactly(100, 101, 99);
        assertThat(modes.slow(times)).isEqualTo(2);
    }

    @Test
    void takesOneSlowForkForAnOutlier() {
        assertThat(Modes.of(new double[] {100, 101, 99, 100, 200})).isEmpty();
    }

    /// As many as a trimmed mean leaves out.
    @Test
    void takesAFifthOfTheForksForOutliers() {
        double[] times = {100, 101, 99, 100, 200, 102, 98, 100, 201, 100};

        assertThat(Modes.of(times)).isEmpty();
        times[0] = 199;
        assertThat(Modes.of(times).orElseThrow().slow(times)).isEqualTo(3);
    }

    @Test
    void takesSmallGapsForNoise() {
        assertThat(Modes.of(new double[] {100, 103, 106, 109, 112, 115})).isEmpty();
    }

    @Test
    void findsNothingInTooFewForks() {
        assertThat(Modes.of(new double[] {1, 2, 3})).isEmpty();
    }
}
