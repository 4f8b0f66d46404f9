package dev.convscope.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.Random;

class DetectableTest {
    /// One-sided alpha of 1 %, power of 80 %, in percent, from an exact computation elsewhere.
    @ParameterizedTest
    @CsvSource({
        "0.005, 5, 1.2",
        "0.01, 5, 2.5",
        "0.01, 6, 2.1",
        "0.01, 10, 1.5",
        "0.01, 20, 1.0",
        "0.02, 12, 2.8",
        "0.03, 6, 6.6",
        "0.05, 5, 12.9",
        "0.05, 30, 4.3"
    })
    void isTheSlowdownThatIsFoundFourTimesInFive(double spread, int forks, double percent) {
        assertThat(100 * (Detectable.ratio(spread, forks, 0.01, 0.8) - 1))
                .isCloseTo(percent, within(0.06));
    }

    @Test
    void isFoundAsOftenAsItSaysInASimulation() {
        var random = new Random(3);
        // Trimming a fifth of normal values widens the error a little.
        double slowdown = Detectable.ratio(0.02, 4, 0.05, 0.8);
        int found = 0;
        for (int i = 0; i < 3000; i++) {
            double[] base = new double[4];
            double[] head = new double[4];
            Arrays.setAll(base, _ -> Math.exp(0.02 * random.nextGaussian()));
            Arrays.setAll(head, _ -> slowdown * Math.exp(0.02 * random.nextGaussian()));
            if (Slowdown.independent(base, head) < 0.05) found++;
        }
        assertThat(found / 3000.0).isCloseTo(0.8, within(0.025));
    }
}
