package dev.convscope.report;

import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// One row a check, the gravest first.
final class GateGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.words("model", "model", 0),
                    Column.words("metric", "metric", 0),
                    Column.words("verdict", "verdict", 0),
                    Column.numbers("base", "base", 2),
                    Column.numbers("head", "head", 2),
                    Column.numbers("ratio", "ratio", 0),
                    Column.numbers("lowRatio", "low", 3),
                    Column.numbers("highRatio", "high", 3),
                    Column.numbers("minimumDetectableRatio", "detectable", 1),
                    Column.numbers("p", "p", 4),
                    Column.numbers("forks", "forks", 5),
                    Column.words("reason", "", 0));

    private GateGrid() {}

    static Grid of(GateResult result) {
        var rows =
                result.checks().stream()
                        .sorted((one, other) -> other.verdict().compareTo(one.verdict()))
                        .map(GateGrid::row)
                        .toList();
        return new Grid(above(result), COLUMNS, rows, reasons(result));
    }

    private static List<String> above(GateResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("gate: " + result.verdict() + (result.complete() ? "" : ", interrupted"));
        result.sides()
                .ifPresent(sides -> lines.add("base: " + sides.base() + ", head: " + sides.head()));
        result.environment().map(MachineLine::of).ifPresent(lines::add);
        return lines;
    }

    private static Grid.Row row(GateResult.Check check) {
        return new Grid.Row(
                tone(check.verdict()),
                List.of(
                        Cell.text(check.model()),
                        Cell.text(check.metric()),
                        Cell.text(check.verdict().toString()),
                        value(check.base()),
                        value(check.head()),
                        factor(check.ratio()),
                        factor(check.lowRatio()),
                        factor(check.highRatio()),
                        factor(check.minimumDetectableRatio()),
                        Cell.scientific(check.p()),
                        Cell.plain(check.forks()),
                        Cell.text(check.reason())));
    }

    private static Grid.Tone tone(Verdict verdict) {
        return switch (verdict) {
            case IMPROVED -> Grid.Tone.GOOD;
            case PASS, NEW -> Grid.Tone.PLAIN;
            case INCONCLUSIVE, UNRELIABLE, NOT_COMPARABLE, MISSING, OVER_BUDGET, REGRESSED ->
                    Grid.Tone.BAD;
        };
    }

    /// Counts are compared to the unit, so they are shown to the unit.
    private static Cell value(OptionalDouble value) {
        if (value.isEmpty()) return Cell.none();
        double number = value.getAsDouble();
        return number == Math.rint(number) && number < 1e15
                ? Cell.exact((long) number)
                : Cell.significant(number);
    }

    /// Changes of a few percent matter here, more digits than elsewhere.
    private static Cell factor(OptionalDouble ratio) {
        return ratio.isPresent()
                ? new Cell(
                        String.format(Locale.ROOT, "%.3f×", ratio.getAsDouble()),
                        Double.toString(ratio.getAsDouble()))
                : Cell.none();
    }

    private static List<String> reasons(GateResult result) {
        return Stream.concat(
                        result.checks().stream()
                                .filter(check -> !check.reason().isEmpty())
                                .map(
                                        check ->
                                                check.model()
                                                        + ", "
                                                        + check.metric()
                                                        + ": "
                                                        + check.reason()),
                        result.notes().stream())
                .toList();
    }
}
