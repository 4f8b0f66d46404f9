package dev.convscope.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockArithmeticTest {

    @Test
    void stacksOfThreeByThreeSeeAsMuchForFewerWeights() {
        var stacks = BlockArithmetic.stacks(64, 56);
        var five = stacks.get(0).rows();
        assertThat(five)
                .extracting(BlockArithmetic.Row::params)
                .containsExactly(25L * 64 * 64, 18L * 64 * 64);
        assertThat(five).extracting(BlockArithmetic.Row::receptiveField).containsExactly(5, 5);
        var seven = stacks.get(1).rows();
        assertThat(seven)
                .extracting(BlockArithmetic.Row::params)
                .containsExactly(49L * 64 * 64, 27L * 64 * 64);
        assertThat(seven).extracting(BlockArithmetic.Row::receptiveField).containsExactly(7, 7);
        assertThat(seven).extracting(BlockArithmetic.Row::rectifiers).containsExactly(1, 3);
        assertThat(seven.get(1).macs()).isEqualTo(27L * 64 * 64 * 56 * 56);
    }

    @Test
    void aBottleneckSavesByItsGeometry() {
        var rows = BlockArithmetic.bottlenecks(256, 14).rows();
        assertThat(1 / rows.get(3).paramsRatio()).isCloseTo(16.94, within(.005));
        assertThat(1 / rows.get(2).paramsRatio()).isCloseTo(5.54, within(.005));
        assertThat((double) rows.get(1).params() / rows.get(3).params())
                .isCloseTo(8.47, within(.005));
    }

    @ParameterizedTest
    @CsvSource({"64, 7.89", "72, 8.00", "128, 8.41", "512, 8.84", "1024, 8.92"})
    void aSeparableConvolutionSavesEightToNineTimesFromSeventyTwoChannels(
            int outputs, double times) {
        var rows = BlockArithmetic.separable(3, 32, outputs, 14).rows();
        assertThat(1 / rows.get(1).macsRatio()).isCloseTo(times, within(.005));
    }

    @Test
    void reductionsMakeAnInceptionModuleCheap() {
        var rows = BlockArithmetic.inception(InceptionModule.GOOGLENET.get(3)).rows();
        // 4b: 512 in; naive 1x1 to 160, 3x3 to 224, 5x5 to 64, pool passes through
        assertThat(rows.get(0).params()).isEqualTo(512L * (160 + 9 * 224 + 25 * 64));
        assertThat(rows.get(0).outputChannels()).isEqualTo(160 + 224 + 64 + 512);
        assertThat(rows.get(1).params())
                .isEqualTo(512L * (160 + 112 + 24 + 64) + 112 * 9 * 224 + 24 * 25 * 64);
        assertThat(rows.get(1).outputChannels()).isEqualTo(512);
        assertThat(rows.get(1).macsRatio()).isLessThan(.25);
    }
}
