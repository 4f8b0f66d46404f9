package dev.convscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateTest {
    /// 1 − 0.05^(1/n): what n trials without an event prove.
    @Test
    void noEventInThreeHundredProvesLessThanOnePercent() {
        assertThat(Rate.upperBound(0, 300, 0.95)).isLessThan(0.01);
        assertThat(Rate.upperBound(0, 100, 0.95)).isCloseTo(1 - Math.pow(0.05, 0.01), within(1e-9));
    }

    /// The bound solves P(at most one of 20) = 5 %.
    @Test
    void agreesWithTheBinomialDistribution() {
        double bound = Rate.upperBound(1, 20, 0.95);

        double atMostOne = Math.pow(1 - bound, 20) + 20 * bound * Math.pow(1 - bound, 19);
        assertThat(atMostOne).isCloseTo(0.05, within(1e-6));
    }

    @Test
    void nothingIsRuledOutWhenAllFailed() {
        assertThat(Rate.upperBound(3, 3, 0.95)).isEqualTo(1);
    }
}
