package dev.convscope.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.scaling.Sweep.Dimension;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
    private final ScalingBase b0 = Networks.base("efficientnet-b0");

    @ParameterizedTest
    @CsvSource({
        "WIDTH, 1.4, .744", "WIDTH, 1.8, 1.176", "WIDTH, 3.8, 5.060",
        "DEPTH, 2, .782", "DEPTH, 4, 1.575", "DEPTH, 6, 2.368",
        "RESOLUTION, 1.3, .718", "RESOLUTION, 1.5, .893", "RESOLUTION, 1.9, 1.458",
        "RESOLUTION, 2.2, 1.923"
    })
    void reproducesThePointsOfFigureThree(Dimension dimension, double value, double gmacs) {
        assertThat(b0.scale(dimension.at(value)).macs() / 1e9).isCloseTo(gmacs, within(.0005));
    }

    @Test
    void figureThreeHasItsNineteenPoints() {
        assertThat(Sweep.FIGURE_3)
                .extracting(sweep -> sweep.values().size())
                .containsExactly(6, 6, 7);
    }

    @ParameterizedTest
    @CsvSource({"DEPTH, 2.03", "WIDTH, 3.76", "RESOLUTION, 3.99"})
    void doublingADimensionCostsAboutWhatTheLawSays(Dimension dimension, double ratio) {
        assertThat(Math.pow(2, Sweep.exponent(b0, dimension))).isCloseTo(ratio, within(.005));
    }

    @ParameterizedTest
    @CsvSource({"1, 224, 5.30", "1, 299, 3.80", "2, 224, 3.70", "2, 299, 2.65"})
    void theIsoFlopsLineOfFigureFourIsMet(double depth, int pixels, double width) {
        var point = WidthSearch.FIGURE_4.widest(b0, depth, pixels, 10_000_000_000L).orElseThrow();
        assertThat(point.multipliers().width()).isEqualTo(width);
        assertThat(point.macs()).isLessThanOrEqualTo(10_000_000_000L);
    }
}
