package dev.convscope.report;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One value of a grid.
///
/// @param shown for people: rounded, with units and separators
/// @param exact for machines: the number as JSON has it, empty if there is none
record Cell(String shown, String exact) {
    private static final Cell NONE = new Cell("-", "");

    static Cell text(String text) {
        return new Cell(text, text);
    }

    /// A number that does not exist here.
    static Cell none() {
        return NONE;
    }

    /// As it is: pixels, ordinals.
    static Cell plain(long number) {
        return text(Long.toString(number));
    }

    /// To the unit, with separators.
    static Cell exact(long number) {
        return new Cell(Figures.exact(number), Long.toString(number));
    }

    /// Three significant digits: `5.29 M`.
    static Cell count(long number) {
        return new Cell(Figures.count(number), Long.toString(number));
    }

    /// Three significant digits: `21.3 MB`.
    static Cell bytes(long number) {
        return new Cell(Figures.bytes(number), Long.toString(number));
    }

    /// Nanoseconds, shown in milliseconds without their unit.
    static Cell millis(OptionalLong nanos) {
        return nanos.isPresent() ? millis(nanos.getAsLong()) : NONE;
    }

    static Cell millis(long nanos) {
        return new Cell(Figures.significant(nanos / 1e6), Long.toString(nanos));
    }

    static Cell bytes(OptionalLong number) {
        return number.isPresent() ? bytes(number.getAsLong()) : NONE;
    }

    /// Two ends of an interval of factors, of which machines have the first here.
    static Cell ratios(OptionalDouble low, OptionalDouble high) {
        return low.isPresent() && high.isPresent()
                ? new Cell(
                        Figures.significant(low.getAsDouble())
                                + "–"
                                + Figures.significant(high.getAsDouble()),
                        Double.toString(low.getAsDouble()))
                : NONE;
    }

    /// As printed where it was published.
    static Cell published(OptionalDouble number) {
        return number.isPresent() ? text(Double.toString(number.getAsDouble())) : NONE;
    }

    static Cell significant(OptionalDouble number) {
        return number.isPresent() ? significant(number.getAsDouble()) : NONE;
    }

    static Cell significant(double number) {
        return new Cell(Figures.significant(number), Double.toString(number));
    }

    /// A factor: `11.4×`.
    static Cell ratio(double ratio) {
        return ratio(OptionalDouble.of(ratio));
    }

    static Cell ratio(OptionalDouble ratio) {
        return ratio.isPresent()
                ? new Cell(
                        Figures.significant(ratio.getAsDouble()) + "×",
                        Double.toString(ratio.getAsDouble()))
                : NONE;
    }

    /// A share of one, shown in percent.
    static Cell share(OptionalDouble share) {
        return share.isPresent()
                ? new Cell(
                        Figures.percent(share.getAsDouble()), Double.toString(share.getAsDouble()))
                : NONE;
    }

    static Cell scientific(OptionalDouble number) {
        return number.isPresent()
                ? new Cell(
                        Figures.scientific(number.getAsDouble()),
                        Double.toString(number.getAsDouble()))
                : NONE;
    }
}
