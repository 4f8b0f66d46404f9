package dev.convscope.report;

import dev.convscope.result.Latency;
import dev.convscope.result.LatencyResult;
import dev.convscope.result.LatencyResult.Protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// One row per model and engine; what happens once per JVM in a table of its own, remarks and
/// failures below.
final class LatencyGrid {
    private static final String RATIOS = ": of p50, 95 % its interval over pairs of forks";

    private final LatencyResult result;

    private LatencyGrid(LatencyResult result) {
        this.result = result;
    }

    static Grid of(LatencyResult result) {
        var grid = new LatencyGrid(result);
        return new Grid(
                        grid.above(),
                        grid.columns(),
                        result.results().stream().map(grid::row).toList(),
                        grid.below(),
                        true)
                .followedBy(result.results().isEmpty() ? List.of() : List.of(startup(result)));
    }

    private boolean paper() {
        return result.conditions().protocol() == Protocol.PAPER;
    }

    /// Whether any row has what a column shows; a column of dashes helps nobody.
    private boolean any(java.util.function.Predicate<Latency> has) {
        return result.results().stream().anyMatch(has);
    }

    private Column optional(String key, String title, int rank, boolean shown) {
        return shown ? Column.numbers(key, title, rank) : Column.hidden(key);
    }

    private List<Column> columns() {
        boolean intervals = any(latency -> latency.lowNanos().isPresent());
        boolean ratios = any(latency -> latency.ratio().isPresent());
        String peer =
                result.results().stream()
                        .flatMap(latency -> latency.ratio().stream())
                        .map(Latency.Ratio::against)
                        .findFirst()
                        .orElse("");
        return List.of(
                Column.words("model", "model", 0),
                Column.words("engine", "engine", 0),
                Column.numbers("threads", "threads", 12),
                Column.numbers("batch", "batch", 13),
                Column.numbers("minNanos", "min ms", 6),
                optional("meanNanos", "mean ms", 0, paper()),
                Column.numbers("p50Nanos", "p50 ms", 0),
                Column.numbers("lowNanos", "low ms", 2),
                Column.numbers("highNanos", "high ms", 2),
                optional("p90Nanos", "p90 ms", 5, any(one -> one.p90Nanos().isPresent())),
                optional("p99Nanos", "p99 ms", 7, any(one -> one.p99Nanos().isPresent())),
                optional("ratio", "by " + peer, 0, ratios),
                optional("ratioLow", "95 %", 1, ratios && intervals),
                Column.hidden("ratioHigh"),
                Column.numbers("shareOfPeak", "of peak", 1),
                Column.numbers("forks", "forks", 8),
                Column.numbers("samples", "samples", 9),
                Column.numbers("maxRelError", "max rel error", 10),
                Column.hidden("macs"),
                Column.hidden("gflopPerSecond"),
                Column.hidden("weightsNanos"),
                Column.hidden("prepareNanos"),
                Column.hidden("firstNanos"),
                Column.hidden("coldStartNanos"),
                Column.hidden("residentBytes"));
    }

    private Grid.Row row(Latency latency) {
        int samples = latency.forks().stream().mapToInt(fork -> fork.sampleNanos().size()).sum();
        Optional<Latency.Ratio> ratio = latency.ratio();
        var low = ratio.map(Latency.Ratio::low).orElse(OptionalDouble.empty());
        var high = ratio.map(Latency.Ratio::high).orElse(OptionalDouble.empty());
        return new Grid.Row(
                latency.remarks().isEmpty() ? Grid.Tone.PLAIN : Grid.Tone.WARNING,
                List.of(
                        Cell.text(latency.model()),
                        Cell.text(latency.engine()),
                        Cell.exact(latency.threads()),
                        Cell.exact(latency.batch()),
                        Cell.millis(latency.minNanos()),
                        Cell.millis(latency.meanNanos()),
                        Cell.millis(latency.p50Nanos()),
                        Cell.millis(latency.lowNanos()),
                        Cell.millis(latency.highNanos()),
                        Cell.millis(latency.p90Nanos()),
                        Cell.millis(latency.p99Nanos()),
                        ratio.map(one -> Cell.ratio(one.value())).orElse(Cell.none()),
                        Cell.ratios(low, high),
                        Cell.significant(high),
                        Cell.share(latency.shareOfPeak()),
                        Cell.exact(latency.forks().size()),
                        Cell.exact(samples),
                        Cell.scientific(OptionalDouble.of(latency.verified().maxRelError())),
                        Cell.count(latency.macs()),
                        Cell.significant(latency.gflopPerSecond()),
                        Cell.millis(latency.startup().weightsNanos()),
                        Cell.millis(latency.startup().prepareNanos()),
                        Cell.millis(latency.startup().firstNanos()),
                        Cell.millis(latency.startup().coldStartNanos()),
                        Cell.bytes(latency.residentBytes())));
    }

    /// What happens once per JVM, apart from what is repeated.
    private static Grid startup(LatencyResult result) {
        return new Grid(
                List.of("once per JVM, medians over forks; memory: the most, less an empty JVM's"),
                List.of(
                        Column.words("model", "model", 0),
                        Column.words("engine", "engine", 0),
                        Column.numbers("prepareNanos", "prepare ms", 0),
                        Column.numbers("firstNanos", "first inference ms", 1),
                        Column.numbers("coldStartNanos", "cold start ms", 2),
                        Column.numbers("residentBytes", "memory", 0)),
                result.results().stream()
                        .map(
                                latency ->
                                        Grid.Row.of(
                                                Cell.text(latency.model()),
                                                Cell.text(latency.engine()),
                                                Cell.millis(latency.startup().prepareNanos()),
                                                Cell.millis(latency.startup().firstNanos()),
                                                Cell.millis(latency.startup().coldStartNanos()),
                                                Cell.bytes(latency.residentBytes())))
                        .toList(),
                List.of());
    }

    private List<String> above() {
        var lines = new ArrayList<>(List.of(MachineLine.of(result.environment())));
        var conditions = result.conditions();
        if (paper()) lines.add("the paper's protocol: mean of 20 inferences, batch 1, one core");
        conditions.cpus().ifPresent(cpus -> lines.add("bound to processors " + cpus));
        if (conditions.exact()) lines.add("exact: every convolution computed directly");
        return lines;
    }

    private List<String> below() {
        var lines = new ArrayList<String>();
        if (!paper()) {
            boolean intervals = any(latency -> latency.lowNanos().isPresent());
            lines.add(intervals ? Failures.SPREAD : Failures.TOO_FEW);
        }
        result.results().stream()
                .flatMap(latency -> latency.ratio().stream())
                .map(Latency.Ratio::against)
                .findFirst()
                .ifPresent(peer -> lines.add("by " + peer + (paper() ? ": of means" : RATIOS)));
        lines.addAll(ForkNotes.of(result.results()));
        lines.addAll(Failures.lines(result.failures(), result.complete()));
        return lines;
    }
}
