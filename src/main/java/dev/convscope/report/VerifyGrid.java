package dev.convscope.report;

import dev.convscope.result.VerifyResult;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// One verification, one row; the layers that are furthest off in a table of their own.
final class VerifyGrid {
    /// Layers that people see; the others are closer.
    private static final int WORST = 10;

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
        var grid = new Grid(List.of(), COLUMNS, List.of(row), below(result));
        return result.layers().isEmpty() ? grid : grid.followedBy(List.of(worst(result)));
    }

    private static Grid worst(VerifyResult result) {
        return new Grid(
                List.of(
                        "the "
                                + Math.min(WORST, result.layers().size())
                                + " of "
                                + result.layers().size()
                                + " layers that are furthest off, each on its own scale"),
                List.of(
                        Column.words("layer", "layer", 0),
                        Column.words("kernel", "kernel", 1),
                        Column.numbers("maxAbsError", "max abs error", 2),
                        Column.numbers("maxRelError", "max rel error", 0)),
                result.layers().stream()
                        .sorted(Comparator.comparingDouble(VerifyGrid::error).reversed())
                        .limit(WORST)
                        .map(layer -> row(layer, result.tolerance()))
                        .toList(),
                List.of());
    }

    private static Grid.Row row(VerifyResult.Layer layer, double tolerance) {
        return new Grid.Row(
                error(layer) > tolerance ? Grid.Tone.BAD : Grid.Tone.PLAIN,
                List.of(
                        Cell.text(layer.layer()),
                        Cell.text(layer.kernel()),
                        Cell.scientific(layer.maxAbsError()),
                        Cell.scientific(layer.maxRelError())));
    }

    /// What is no number is furthest off.
    private static double error(VerifyResult.Layer layer) {
        return layer.maxRelError().orElse(Double.POSITIVE_INFINITY);
    }

    private static List<String> below(VerifyResult result) {
        long beyond =
                result.layers().stream().filter(one -> error(one) > result.tolerance()).count();
        if (beyond == 0) return List.of();
        return List.of(
                beyond
                        + " layers are beyond the tolerance: --exact avoids Winograd's transforms,"
                        + " where they are the reason");
    }
}
