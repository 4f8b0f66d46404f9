package dev.convscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

class SlowdownTest {
    private static double[] forks(Random random, int count, double centre, double spread) {
        double[] forks = new double[count];
        Arrays.setAll(forks, _ -> centre * Math.exp(spread * random.nextGaussian()));
        return forks;
    }

    /// R: `p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")`.
    @Test
    void adjustsAsHolmDoes() {
        assertThat(Slowdown.holm(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    }

    /// t = 2.43161 with 3.87251 degrees of freedom; the tail integrated numerically.
    @Test
    void isWelchsTestOfLogarithmsWhereNothingIsTrimmed() {
        double p = Slowdown.independent(new double[] {9, 10, 11}, new double[] {11, 12, 13});

        assertThat(p).isCloseTo(0.036975, within(1e-6));
    }

    @Test
    void cancelsADriftThatBothSidesShare() {
        double[] base = {100, 120, 140, 160, 180};
        double[] head = {103, 124, 144, 165, 185.5};

        assertThat(Slowdown.paired(base, head)).isLessThan(1e-3);
        assertThat(Slowdown.independent(base, head)).isGreaterThan(0.3);
        assertThat(Slowdown.p(base, head)).isEqualTo(Slowdown.independent(base, head));
    }

    /// 4,000 comparisons of a side with itself: the p-value is below 5 % in 5 % of them.
    @Test
    void raisesAsManyFalseAlarmsAsItSays() {
        var random = new Random(1);
        int alarms = 0;
        for (int i = 0; i < 4000; i++) {
            if (Slowdown.independent(forks(random, 6, 10, 0.03), forks(random, 6, 10, 0.03))
                    < 0.05) {
                alarms++;
            }
        }
        assertThat(alarms / 4000.0).isCloseTo(0.05, within(0.012));
    }

    /// A fork in six is disturbed: a plain test would see noise.
    @Test
    void findsASlowdownAmongDisturbedForks() {
        double[] base = {10, 10.1, 10.05, 13, 10.02, 9.98, 10.03, 10.07, 10.01, 12.5};
        double[] head = {10.6, 10.7, 14, 10.6, 10.62, 10.58, 10.63, 12.9, 10.61, 10.65};

        assertThat(Slowdown.p(base, head)).isLessThan(0.01);
        assertThat(Slowdown.ratio(base, head)).isBetween(1.03, 1.08);
    }

    @Test
    void isCertainWhereNothingVaries() {
        double[] same = {5, 5, 5};
        double[] slower = {6, 6, 6};

        assertThat(Slowdown.p(same, same)).isEqualTo(1);
        assertThat(Slowdown.p(same, slower)).isZero();
        assertThat(Slowdown.p(slower, same)).isEqualTo(1);
    }

    /// R: `fisher.test(matrix(c(1, 11, 9, 3), 2))$p.value`.
    @Test
    void comparesSharesExactly() {
        assertThat(Slowdown.differenceOfShares(1, 10, 11, 14)).isCloseTo(0.002759, within(1e-5));
        assertThat(Slowdown.differenceOfShares(0, 10, 0, 14)).isEqualTo(1);
    }
}
