package dev.convscope.cli;

import dev.convscope.bench.DuelRequest;
import dev.convscope.bench.DuelRun;
import dev.convscope.bench.DuelSide;
import dev.convscope.bench.GateMeasurement;
import dev.convscope.bench.LatencyRequest;
import dev.convscope.bench.MeasurementException;
import dev.convscope.gate.Decision;
import dev.convscope.gate.Duel;
import dev.convscope.gate.DuelRules;
import dev.convscope.gate.GateReport;
import dev.convscope.gate.Sides;
import dev.convscope.report.Format;
import dev.convscope.result.BaselineResult;
import dev.convscope.result.GateProfile;
import dev.convscope.result.GateResult;
import dev.convscope.result.JsonReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Drives the loop between what measures and what decides.
final class Gate {
    private final Terminal terminal;
    private final OutputOptions output;
    private final GateProfile profile;
    private final long seed;

    Gate(Terminal terminal, OutputOptions output, GateProfile profile, long seed) {
        this.terminal = terminal;
        this.output = output;
        this.profile = profile;
        this.seed = seed;
    }

    ExitCode record(boolean times, int forks) {
        try (var destination = Destination.open(terminal, output.file)) {
            var measured = measure(times, forks);
            if (!measured.complete()) return ExitCode.INTERRUPTED;
            if (!measured.failures().isEmpty()) return ExitCode.MISSING;
            destination.write(
                    measured.baseline(), Format.JSON, output.layout(terminal, destination));
            return ExitCode.OK;
        }
    }

    ExitCode check(Path file, boolean times, int forks) throws IOException {
        var base = JsonReader.read(file, BaselineResult.class);
        try (var destination = Destination.open(terminal, output.file)) {
            var measured = measure(times || needsTimes(), forks);
            if (!measured.complete()) return ExitCode.INTERRUPTED;
            return finish(destination, GateReport.ofCheck(profile, base, measured.baseline()));
        }
    }

    private boolean needsTimes() {
        return profile.models().stream()
                .anyMatch(
                        entry ->
                                entry.maxP50Millis().isPresent()
                                        || entry.minSpeedupOver().isPresent());
    }

    private GateMeasurement.Measured measure(boolean times, int forks) {
        GateMeasurement.Measured measured;
        try (var progress = ProgressDisplay.on(terminal, output.quiet)) {
            measured = GateMeasurement.measure(profile, times, forks, seed, progress);
        }
        Thread.interrupted();
        for (var failure : measured.failures()) {
            tell(failure.model(), failure.reason(), failure.log());
        }
        return measured;
    }

    ExitCode duel(String before, Optional<String> now) {
        DuelSide base = side(before);
        DuelSide head =
                now.map(this::side).orElseGet(() -> DuelSide.ofModels("this build", base.models()));
        var request =
                new DuelRequest(
                        base,
                        head,
                        profile.engineOrDefault(),
                        profile.threadsOrDefault(),
                        profile.batchOrDefault(),
                        LatencyRequest.DEFAULT_TIME,
                        seed);
        try (var destination = Destination.open(terminal, output.file)) {
            Optional<GateResult> result = fight(request);
            return result.isEmpty() ? ExitCode.INTERRUPTED : finish(destination, result.get());
        }
    }

    /// A folder is a build; anything else is a model.
    private DuelSide side(String text) {
        return Files.isDirectory(Path.of(text))
                ? DuelSide.ofBuild(Path.of(text), profile.modelNames())
                : DuelSide.ofModels(text, List.of(text));
    }

    /// Empty if it was interrupted.
    private Optional<GateResult> fight(DuelRequest request) {
        Set<String> benchmarks = new TreeSet<>();
        IntStream.range(0, request.base().models().size())
                .mapToObj(request::benchmark)
                .forEach(benchmarks::add);
        var duel = new Duel(rules(), benchmarks);
        try (var progress = ProgressDisplay.on(terminal, output.quiet);
                var run = DuelRun.open(request, progress)) {
            var screen = sides(run.measure(benchmarks, duel.rules().screenPairs()));
            Map<String, Sides> fresh =
                    switch (duel.screened(screen)) {
                        case Decision.Decided _ -> Map.of();
                        case Decision.MoreForks more ->
                                sides(run.measure(more.suspects(), more.pairs()));
                    };
            run.failures().forEach(this::tell);
            return Optional.of(GateReport.ofDuel(duel, screen, fresh));
        } catch (InterruptedException e) {
            return Optional.empty();
        }
    }

    private DuelRules rules() {
        double delta =
                profile.modelNames().stream().mapToDouble(profile::tolerance).min().orElseThrow();
        return DuelRules.DEFAULT.withDelta(delta);
    }

    private static Map<String, Sides> sides(Map<String, DuelRun.Pairs> measured) {
        Map<String, Sides> sides = new TreeMap<>();
        measured.forEach(
                (name, pairs) ->
                        sides.put(name, new Sides(array(pairs.base()), array(pairs.head()))));
        return sides;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private ExitCode finish(Destination destination, GateResult result) {
        destination.write(result, output.format, output.layout(terminal, destination));
        return GateCommand.exitCode(result.verdict());
    }

    private void tell(String benchmark, MeasurementException failure) {
        tell(benchmark, failure.getMessage(), failure.log());
    }

    private void tell(String benchmark, String reason, List<String> log) {
        log.forEach(line -> terminal.err().println("  | " + line));
        terminal.err().println("error: " + benchmark + ": " + reason);
    }
}
