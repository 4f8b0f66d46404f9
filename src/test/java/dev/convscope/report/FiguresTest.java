package dev.convscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "999, 999",
        "1000, 1.00 k",
        "5288548, 5.29 M",
        "385814752, 386 M",
        "999499, 999 k",
        "999500, 1.00 M",
        "11513624576, 11.5 G",
        "9223372036854775807, 9.22 E"
    })
    void countsHaveThreeDigits(long number, String text) {
        assertThat(Figures.count(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "21322256, 21.3 MB"})
    void bytesAreCountedInPowersOfAThousand(long number, String text) {
        assertThat(Figures.bytes(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0;0", "999;999", "1000;1,000", "5288548;5,288,548", "-1234;-1,234"})
    void exactNumbersHaveSeparators(long number, String text) {
        assertThat(Figures.exact(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "12.345, 12.3",
        "0.012345, 0.0123",
        "9.996, 10.0",
        "99.96, 100",
        "1234.5, 1235",
        "1, 1.00",
        "-3.14159, -3.14",
        "0.9999, 1.00"
    })
    void significantDigitsAreThree(double number, String text) {
        assertThat(Figures.significant(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.00000125, 1.3e-06",
        "0.0001, 1.0e-04",
        "12345, 1.2e+04",
        "1, 1.0e+00",
        "1e-12, 1.0e-12"
    })
    void errorsAreShownByTheirMagnitude(double number, String text) {
        assertThat(Figures.scientific(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 %", "0.4516, 45.2 %", "1, 100.0 %"})
    void sharesAreInPercent(double share, String text) {
        assertThat(Figures.percent(share)).isEqualTo(text);
    }
}
