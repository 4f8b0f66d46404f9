package dev.convscope.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.kernels.PeakScalar;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeakKernelTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1000})
    void multipliesAndAddsWhatItSays(int rounds) {
        int lanes = PeakKernel.vectorBits() / Float.SIZE;

        assertThat(PeakKernel.multiplyAdd(rounds, 0.25f))
                .isEqualTo(lanes * PeakScalar.multiplyAdd(rounds, 0.25f));
        assertThat(PeakKernel.operationsPerRound())
                .isEqualTo(lanes * PeakScalar.operationsPerRound());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 63, 64, 65, 127, 1000})
    void readsEveryValueOnce(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) values[i] = i % 7;

        assertThat(PeakKernel.read(values)).isCloseTo(PeakScalar.read(values), within(1e-3f));
    }

    @Test
    void knowsItsWidth() {
        assertThat(PeakKernel.vectorBits()).isIn(128, 256, 512);
    }
}
