package dev.convscope.report;

import dev.convscope.result.VerifyResult;

import java.util.List;
import java.util.OptionalDouble;

/// One verification, one row.
final class VerifyGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.words("model", "model", 0),
                    Column.words("engine", "engine", 0),
                    Column.words("against", "against", 0),
                    Column.numbers("maxAbsError", "max abs error", 1),
                    Column.numbers("maxRelError", "max rel error", 0),
                    Column.numbers("tolerance", "tolerance", 2),
                    Column.words("ok", "verdict", 0));

    private VerifyGrid() {}

    static Grid of(VerifyResult result) {
        var row =
                new Grid.Row(
                        result.ok() ? Grid.Tone.GOOD : Grid.Tone.BAD,
                        List.of(
                                Cell.text(result.model()),
                                Cell.text(result.engine()),
                                Cell.text(result.against()),
                                Cell.scientific(result.maxAbsError()),
                                Cell.scientific(result.maxRelError()),
                                Cell.scientific(OptionalDouble.of(result.tolerance())),
                                new Cell(
                                        result.ok() ? "agrees" : "DISAGREES",
                                        Boolean.toString(result.ok()))));
        return new Grid(List.of(), COLUMNS, List.of(row), List.of());
    }
}
