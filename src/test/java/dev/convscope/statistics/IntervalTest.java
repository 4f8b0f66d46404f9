package dev.convscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

class IntervalTest {
    /// R: `t.test(c(2.1, 2.5, 1.9, 2.3, 2.2))$conf.int`.
    @Test
    void isStudentsIntervalOfTheMean() {
        Interval interval = Interval.ofMean(new double[] {2.1, 2.5, 1.9, 2.3, 2.2}, 0.95);

        assertThat(interval.low()).isCloseTo(1.9223, within(1e-4));
        assertThat(interval.high()).isCloseTo(2.4777, within(1e-4));
    }

    @Test
    void isThePointItselfForOneValue() {
        assertThat(Interval.ofGeometricMean(new double[] {7}, 0.95).low())
                .isCloseTo(7, within(1e-12));
    }

    @Test
    void scalesWithItsUnitOnTheLogarithmicScale() {
        double[] nanos = {100, 110, 95, 103, 99};
        Interval inNanos = Interval.ofGeometricMean(nanos, 0.95);
        Interval inMicros =
                Interval.ofGeometricMean(Arrays.stream(nanos).map(v -> v / 1e3).toArray(), 0.95);

        assertThat(inMicros.low() * 1e3).isCloseTo(inNanos.low(), within(1e-9));
        assertThat(inMicros.high() * 1e3).isCloseTo(inNanos.high(), within(1e-9));
    }

    /// 2,000 experiments of five forks each, with a true geometric mean of 10: the interval holds
    /// it in 95 % of them, within three standard errors of that share.
    @Test
    void coversTheTruthAsOftenAsItClaims() {
        var random = new Random(42);
        int covered = 0;
        for (int experiment = 0; experiment < 2000; experiment++) {
            double[] forks = new double[5];
            Arrays.setAll(forks, _ -> 10 * Math.exp(0.05 * random.nextGaussian()));
            if (Interval.ofGeometricMean(forks, 0.95).contains(10)) covered++;
        }
        assertThat(covered / 2000.0).isCloseTo(0.95, within(3 * Math.sqrt(0.95 * 0.05 / 2000)));
    }

    @Test
    void bootstrapsTheSameIntervalFromTheSameSeed() {
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

        Interval first = Interval.bootstrap(values, Percentiles::median, 0.95, 1000, 3);
        Interval second = Interval.bootstrap(values, Percentiles::median, 0.95, 1000, 3);

        assertThat(first).isEqualTo(second);
        assertThat(first.contains(5.5)).isTrue();
        assertThat(first.low()).isBetween(1.0, 5.0);
        assertThat(first.high()).isBetween(6.0, 10.0);
    }

    @Test
    void refusesTimesThatAreNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interval.ofGeometricMean(new double[] {1, 0}, 0.95));
    }
}
