package dev.convscope.report;

import dev.convscope.result.CompareResult;

import java.util.ArrayList;
import java.util.List;

/// Networks side by side, the failures below.
final class CompareGrid {
    private CompareGrid() {}

    static Grid of(CompareResult result) {
        return new Grid(
                List.of(MachineLine.of(result.environment())),
                columns(result.convention()),
                result.rows().stream().map(CompareGrid::row).toList(),
                below(result),
                true);
    }

    private static List<Column> columns(String convention) {
        return List.of(
                Column.words("model", "model", 0),
                Column.words("engine", "engine", 8),
                Column.numbers("input", "input", 9),
                Column.numbers("params", "params", 5),
                Column.numbers("macs", "MACs", 0),
                Column.numbers("flops", "FLOPs (" + convention + ")", 11),
                Column.numbers("weightBytes", "weights", 12),
                Column.numbers("peakActivationBytes", "peak memory", 10),
                Column.numbers("p50Nanos", "p50 ms", 0),
                Column.numbers("lowNanos", "low ms", 7),
                Column.numbers("highNanos", "high ms", 7),
                Column.numbers("gflopPerSecond", "GFLOP/s", 4),
                Column.numbers("shareOfPeak", "of peak", 3),
                Column.numbers("macsRatio", "MACs ratio", 1),
                Column.numbers("latencyRatio", "ms ratio", 0),
                Column.numbers("top1", "top-1 %", 6));
    }

    private static Grid.Row row(CompareResult.Row row) {
        return new Grid.Row(
                row.p50Nanos().isPresent() ? Grid.Tone.PLAIN : Grid.Tone.BAD,
                List.of(
                        Cell.text(row.model()),
                        Cell.text(row.engine()),
                        Cell.plain(row.input()),
                        Cell.count(row.params()),
                        Cell.count(row.macs()),
                        Cell.count(row.flops()),
                        Cell.bytes(row.weightBytes()),
                        Cell.bytes(row.peakActivationBytes()),
                        Cell.millis(row.p50Nanos()),
                        Cell.millis(row.lowNanos()),
                        Cell.millis(row.highNanos()),
                        Cell.significant(row.gflopPerSecond()),
                        Cell.share(row.shareOfPeak()),
                        Cell.ratio(row.macsRatio()),
                        Cell.ratio(row.latencyRatio()),
                        Cell.published(row.top1())));
    }

    private static List<String> below(CompareResult result) {
        var lines = new ArrayList<String>();
        boolean intervals = result.rows().stream().anyMatch(row -> row.lowNanos().isPresent());
        lines.add(
                "ratios are against the first row; "
                        + (intervals ? Failures.SPREAD : Failures.TOO_FEW));
        lines.addAll(result.remarks());
        lines.addAll(Failures.lines(result.failures(), result.complete()));
        return lines;
    }
}
