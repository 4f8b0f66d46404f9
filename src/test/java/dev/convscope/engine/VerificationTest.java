package dev.convscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.convscope.base.Shape;

import org.junit.jupiter.api.Test;

class VerificationTest {
    @Test
    void measuresTheErrorByTheScaleOfTheReference() {
        var verification = Verification.compare(new float[] {1, -8, 2}, new float[] {1, -8, 2.5f});
        assertThat(verification.maxAbsError()).isEqualTo(0.5);
        assertThat(verification.maxRelError()).isEqualTo(0.0625);
        assertThat(verification.ok()).isFalse();
    }

    @Test
    void equalOutputsAgreeEvenWhenAllAreZero() {
        assertThat(Verification.compare(new float[2], new float[2]))
                .isEqualTo(new Verification(0, 0));
    }

    @Test
    void anythingButANumberDisagrees() {
        float[] number = {1, 2};
        float[] none = {1, Float.NaN};
        float[] endless = {1, Float.POSITIVE_INFINITY};
        assertThat(Verification.compare(number, none).ok()).isFalse();
        assertThat(Verification.compare(none, number).ok()).isFalse();
        assertThat(Verification.compare(none, none).ok()).isFalse();
        assertThat(Verification.compare(endless, endless).ok()).isFalse();
        assertThat(Verification.compare(new float[1], new float[] {1}).ok()).isFalse();
    }

    @Test
    void refusesOutputsOfDifferentLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Verification.compare(new float[2], new float[3]));
    }

    @Test
    void theImageOfASeedIsAlwaysTheSame() {
        var shape = new Shape(3, 37, 41);
        float[] image = Inputs.random(shape, 1);
        assertThat(image).isEqualTo(Inputs.random(shape, 1)).isNotEqualTo(Inputs.random(shape, 2));
        double sum = 0;
        double squares = 0;
        for (float value : image) {
            sum += value;
            squares += value * value;
        }
        assertThat(sum / image.length).isBetween(-0.4, 0.4);
        assertThat(Math.sqrt(squares / image.length)).isBetween(0.7, 1.4);
    }
}
