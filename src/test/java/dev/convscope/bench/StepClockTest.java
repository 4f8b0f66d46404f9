package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class StepClockTest {
    @Test
    void keepsTheInferencesInTheMiddleHalf() {
        long[][] rows = {{1, 90}, {1, 10}, {1, 12}, {1, 11}, {1, 13}, {1, 9}, {1, 12}, {1, 500}};

        long[][] kept = StepClock.middleHalf(rows);

        assertThat(Arrays.stream(kept).map(row -> row[1])).containsExactly(12L, 11L, 13L, 12L);
    }

    @Test
    void keepsTheSumOfTheStepsInTheMeans() {
        long[][] rows = {{10, 20, 31}, {12, 22, 35}};

        assertThat(StepClock.means(rows)).containsExactly(11, 21, 33);
    }
}
