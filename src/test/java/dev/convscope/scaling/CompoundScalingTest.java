package dev.convscope.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompoundScalingTest {
    private static final CompoundScaling RELEASED = CompoundScaling.RELEASED;

    @Test
    void theReleasedProductIsNotQuiteTwo() {
        assertThat(RELEASED.product()).isCloseTo(1.9203, within(.00005));
        assertThat(RELEASED.predictedRatio(2)).isCloseTo(1.9203 * 1.9203, within(.001));
    }

    @Test
    void phiIsAnExponent() {
        assertThat(RELEASED.at(0)).isEqualTo(Multipliers.ONE);
        assertThat(RELEASED.at(2).depth()).isCloseTo(1.44, within(1e-12));
        assertThat(RELEASED.at(3).law()).isCloseTo(RELEASED.predictedRatio(3), within(1e-9));
    }

    /// GMACs of B0 on the equation, with whole blocks, channels and pixels.
    @ParameterizedTest
    @CsvSource({
        "1, .993",
        "2, 1.811",
        "3, 3.251",
        "4, 6.320",
        "5, 11.374",
        "6, 20.094",
        "7, 39.664"
    })
    void realNetworksOvershootTheEquation(double phi, double gmacs) {
        var scaled = Networks.base("efficientnet-b0").scale(RELEASED.at(phi));
        assertThat(scaled.macs() / 1e9).isCloseTo(gmacs, within(.0005));
    }

    /// φ of the released networks, from depth, width and resolution.
    @ParameterizedTest
    @CsvSource({
        "1.1, 1.0, 240, .52, 0, .49",
        "1.2, 1.1, 260, 1.0, 1.0, 1.07",
        "1.4, 1.2, 300, 1.85, 1.91, 2.09",
        "3.1, 2.0, 600, 6.21, 7.27, 7.05"
    })
    void theReleasedNetworksDoNotLieOnOnePhi(
            double d, double w, int pixels, double fromDepth, double fromWidth, double fromPixels) {
        var phi = RELEASED.implied(new Multipliers(d, w, pixels / 224.));
        assertThat(phi.depth()).isCloseTo(fromDepth, within(.005));
        assertThat(phi.width()).isCloseTo(fromWidth, within(.005));
        assertThat(phi.resolution()).isCloseTo(fromPixels, within(.005));
    }

    @Test
    void coefficientsBelowOneAreRefused() {
        assertThatThrownBy(() -> new CompoundScaling(.9, 1.2, 1.2))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("alpha must be at least 1 (found 0.9");
    }

    @Test
    void aProductFarFromTwoIsRefusedOnRequest() {
        assertThat(RELEASED.checked(.1)).isEqualTo(RELEASED);
        assertThatThrownBy(() -> new CompoundScaling(1.5, 1.2, 1.2).checked(.1))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "compound scaling: alpha · beta² · gamma² is too far from 2"
                                + " (found 3.1104, expected 2 ± 0.1)");
    }
}
