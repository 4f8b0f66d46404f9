package dev.convscope.report;

import dev.convscope.result.ProfileResult;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// One row a step, the rest that belongs to no step, and their sum.
final class ProfileGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.numbers("step", "step", 3),
                    Column.words("kernel", "kernel", 2),
                    Column.words("layers", "layers", 0),
                    Column.numbers("nanos", "ms", 0),
                    Column.numbers("macs", "MACs", 1),
                    Column.numbers("bytes", "bytes", 5),
                    Column.numbers("gflopPerSecond", "GFLOP/s", 1),
                    Column.numbers("shareOfRoof", "of roof", 1),
                    Column.words("bound", "bound", 4));

    private ProfileGrid() {}

    static Grid of(ProfileResult result) {
        var rows = new ArrayList<Grid.Row>();
        for (var step : result.steps()) rows.add(row(step));
        rows.add(sum(Grid.Tone.PLAIN, "unattributed", result.unattributedNanos()));
        rows.add(sum(Grid.Tone.TOTAL, "total", result.totalNanos()));
        return new Grid(
                List.of(result.model(), MachineLine.of(result.environment())),
                COLUMNS,
                rows,
                List.of());
    }

    private static Grid.Row row(ProfileResult.Step step) {
        return Grid.Row.of(
                Cell.exact(step.step()),
                Cell.text(step.kernel()),
                Cell.text(String.join(" ", step.layers())),
                Cell.millis(step.nanos()),
                Cell.count(step.macs()),
                Cell.bytes(step.bytes()),
                Cell.significant(step.gflopPerSecond()),
                Cell.share(OptionalDouble.of(step.shareOfRoof())),
                Cell.text(step.bound().toString()));
    }

    private static Grid.Row sum(Grid.Tone tone, String name, long nanos) {
        var blank = Cell.text("");
        return new Grid.Row(
                tone,
                List.of(
                        blank,
                        blank,
                        Cell.text(name),
                        Cell.millis(nanos),
                        blank,
                        blank,
                        blank,
                        blank,
                        blank));
    }
}
