package dev.convscope.report;

import dev.convscope.result.Latency;
import dev.convscope.result.LatencyResult;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// One row per model and engine, the failures below.
final class LatencyGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.words("model", "model", 0),
                    Column.words("engine", "engine", 0),
                    Column.numbers("threads", "threads", 5),
                    Column.numbers("batch", "batch", 6),
                    Column.numbers("minNanos", "min ms", 3),
                    Column.numbers("p50Nanos", "p50 ms", 0),
                    Column.numbers("p90Nanos", "p90 ms", 2),
                    Column.numbers("lowNanos", "low ms", 1),
                    Column.numbers("highNanos", "high ms", 1),
                    Column.numbers("forks", "forks", 7),
                    Column.numbers("samples", "samples", 8),
                    Column.numbers("maxRelError", "max rel error", 4));

    private LatencyGrid() {}

    static Grid of(LatencyResult result) {
        return new Grid(
                List.of(MachineLine.of(result.environment())),
                COLUMNS,
                result.results().stream().map(LatencyGrid::row).toList(),
                below(result),
                true);
    }

    private static List<String> below(LatencyResult result) {
        var lines = new ArrayList<>(List.of(Failures.SPREAD));
        lines.addAll(Failures.lines(result.failures(), result.complete()));
        return lines;
    }

    private static Grid.Row row(Latency latency) {
        int samples = latency.forks().stream().mapToInt(fork -> fork.sampleNanos().size()).sum();
        return Grid.Row.of(
                Cell.text(latency.model()),
                Cell.text(latency.engine()),
                Cell.exact(latency.threads()),
                Cell.exact(latency.batch()),
                Cell.millis(latency.minNanos()),
                Cell.millis(latency.p50Nanos()),
                Cell.millis(latency.p90Nanos()),
                Cell.millis(latency.lowNanos()),
                Cell.millis(latency.highNanos()),
                Cell.exact(latency.forks().size()),
                Cell.exact(samples),
                Cell.scientific(OptionalDouble.of(latency.verified().maxRelError())));
    }
}
