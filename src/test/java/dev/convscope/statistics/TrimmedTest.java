package dev.convscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrimmedTest {
    /// By hand: 1 and 100 are left out; winsorized 2 2 3 4 4 has a sum of squares of 4.
    @Test
    void leavesOutAFifthAtBothEnds() {
        var trimmed = Trimmed.of(new double[] {3, 1, 100, 2, 4});

        assertThat(trimmed.mean()).isEqualTo(3);
        assertThat(trimmed.squaredError()).isCloseTo(4.0 / (3 * 2), within(1e-12));
        assertThat(trimmed.freedom()).isEqualTo(2);
    }

    @Test
    void isThePlainMeanOfAFew() {
        var trimmed = Trimmed.of(new double[] {1, 2, 6});

        assertThat(trimmed.mean()).isEqualTo(3);
        assertThat(trimmed.squaredError()).isCloseTo(14.0 / 6, within(1e-12));
    }
}
