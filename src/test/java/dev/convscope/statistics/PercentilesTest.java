package dev.convscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentilesTest {
    /// Values of R's `quantile(c(15, 20, 35, 40, 50), p)`.
    @ParameterizedTest
    @CsvSource({"0, 15", "0.05, 16", "0.3, 23", "0.4, 29", "0.5, 35", "0.9, 46", "1, 50"})
    void interpolatesAsRDoes(double share, double expected) {
        double[] values = {50, 15, 40, 20, 35};

        assertThat(Percentiles.of(values, share)).isCloseTo(expected, within(1e-12));
        assertThat(values).containsExactly(50, 15, 40, 20, 35);
    }

    @Test
    void takesTheMeanOfTheMiddleTwoAsTheMedian() {
        assertThat(Percentiles.median(new double[] {1, 2, 4, 100})).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0.9, 64", "0.95, 130", "0.99, 662", "0.999, 6636"})
    void knowsHowManySamplesATailNeeds(double share, int samples) {
        assertThat(Percentiles.leastSamples(share)).isEqualTo(samples);
    }

    @Test
    void refusesNoValues() {
        assertThatIllegalArgumentException().isThrownBy(() -> Percentiles.median(new double[0]));
    }
}
