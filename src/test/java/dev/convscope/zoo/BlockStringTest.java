package dev.convscope.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.convscope.base.UserException;
import dev.convscope.graph.ActivationFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class BlockStringTest {
    /// EfficientNet-B0 in the strings of its own code.
    private static final List<String> B0 =
            List.of(
                    "r1_k3_s11_e1_i32_o16_se0.25",
                    "r2_k3_s22_e6_i16_o24_se0.25",
                    "r2_k5_s22_e6_i24_o40_se0.25",
                    "r3_k3_s22_e6_i40_o80_se0.25",
                    "r3_k5_s11_e6_i80_o112_se0.25",
                    "r4_k5_s22_e6_i112_o192_se0.25",
                    "r1_k3_s11_e6_i192_o320_se0.25");

    @Test
    void theBaselineIsWrittenAsItsCodeWritesIt() {
        var b0 = Zoo.find("efficientnet-b0").orElseThrow();
        assertThat(b0.architecture().blockRows(Configuration.defaults()))
                .extracting(BlockString::of)
                .isEqualTo(B0);
    }

    @Test
    void theStringsOfTheBaselineMakeTheBaseline() {
        var parsed = BlockNetworks.parse("b0.blocks", B0).build();
        var b0 = Zoo.find("efficientnet-b0").orElseThrow().build();
        assertThat(Count.of(parsed)).isEqualTo(Count.of(b0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"efficientnet-b3", "efficientnet-b7", "efficientnetv2-s", "mobilenet-v2"})
    void everyStageReadsBackAsItself(String name) {
        var rows = Zoo.find(name).orElseThrow().architecture().blockRows(Configuration.defaults());
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(
                        row ->
                                assertThat(BlockString.parse(BlockString.of(row), "x").row())
                                        .isEqualTo(row));
    }

    @Test
    void scaledStringsHaveWholeChannelsAndBlocks() {
        var b3 = Zoo.find("efficientnet-b3").orElseThrow();
        assertThat(b3.architecture().blockRows(Configuration.defaults()))
                .extracting(BlockString::of)
                .startsWith("r2_k3_s11_e1_i40_o24_se0.25", "r3_k3_s22_e6_i24_o32_se0.25");
    }

    @Test
    void oneDigitOfStrideAndFusedBlocksAreRead() {
        var block = BlockString.parse("r4_k3_s2_e4_i24_o48_c1_noskip_a0", "v2");
        assertThat(block.row()).isEqualTo(new BlockRow(4, 3, 2, 4, 24, 48, 0, true, false));
        assertThat(block.activation()).hasValue(ActivationFunction.RELU);
    }

    @Test
    void commentsAndBlankLinesArePassedOver() {
        var network = BlockNetworks.parse("x", List.of("# a small one", "", "r1_k3_s22_e1_i8_o8"));
        assertThat(network.build().outputShape().channels()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "r2_k3_s22_e6_i16_o24_zz1, unknown token 'zz1'",
                "r2_k3_s22_e6_i16_o24_, unknown token ''",
                "r2_k3_s22_e6_i16, it has no token 'o'",
                "r2_k3_s22_e6_i16_o24_o32, token 'o' is given twice",
                "r0_k3_s22_e6_i16_o24, 'r0' needs a whole number from 1",
                "r2_k4_s22_e6_i16_o24, 'k4' needs an odd kernel",
                "r2_k3_s21_e6_i16_o24, 's21' needs one stride for rows and columns",
                "r2_k3_s22_e6_i16_o24_se2, 'se2' needs a ratio from 0 to 1",
                "r2_k3_s22_e6_i16_o24_d1, space to depth ('d') is not supported",
                "r2_k3_s22_e6_i16_o24_cc, conditional convolution ('cc') is not supported",
                "r2_k3_s22_e6_i16_o24_c7, 'c7' needs 0 or 1",
                "hello world, unknown token 'hello world'"
            })
    void whatIsWrongWithAStringIsTold(String text, String message) {
        assertThatThrownBy(() -> BlockNetworks.parse("net.blocks", List.of("# x", text)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("net.blocks, line 2: " + message);
    }

    @Test
    void stagesThatDoNotFitAreTold() {
        var lines = List.of("r1_k3_s11_e1_i32_o16", "r1_k3_s11_e1_i24_o16");
        assertThatThrownBy(() -> BlockNetworks.parse("net.blocks", lines))
                .hasMessageContaining("line 2")
                .hasMessageContaining("found i24, expected i16");
        assertThatThrownBy(() -> BlockNetworks.parse("net.blocks", List.of("# nothing")))
                .hasMessageContaining("no block string");
    }
}
