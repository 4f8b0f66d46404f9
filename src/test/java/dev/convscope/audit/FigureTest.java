package dev.convscope.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8,423,848|8423848",
                "8423848|8423848",
                "5.3M|5300000",
                "0.39B|390000000",
                "4.11 G|4110000000",
                "600k|600000",
                "1e6|1000000"
            })
    void numbersAreReadAsPeoplePrintThem(String text, double value) {
        assertThat(Figure.parse(text, "x").value()).isEqualTo(value);
    }

    @Test
    void digitsPromiseAPrecision() {
        var printed = Figure.parse("4.11G", "x");
        assertThat(printed.prints(4.1149e9)).isTrue();
        assertThat(printed.prints(4.1151e9)).isFalse();
        assertThat(Figure.parse("8423848", "x").prints(8423849)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-5", "5.3X", "1.2.3"})
    void anythingElseIsTold(String text) {
        assertThatThrownBy(() -> Figure.parse(text, "--params"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("--params: this is not a count");
    }
}
