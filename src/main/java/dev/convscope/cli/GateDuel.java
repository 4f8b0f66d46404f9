package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.bench.DuelCounts;
import dev.convscope.bench.DuelRequest;
import dev.convscope.bench.DuelRun;
import dev.convscope.bench.DuelSide;
import dev.convscope.bench.MeasurementException;
import dev.convscope.bench.Progress;
import dev.convscope.gate.Decision;
import dev.convscope.gate.Duel;
import dev.convscope.gate.DuelReport;
import dev.convscope.gate.DuelRules;
import dev.convscope.gate.Exact;
import dev.convscope.gate.Sides;
import dev.convscope.result.BaselineResult;
import dev.convscope.result.GateProfile;
import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Drives the loop between what measures two sides and what decides.
///
/// @param profile models, engine and tolerances
/// @param seed of weights, inputs, the order of forks and the displayed intervals
/// @param meant a baseline whose counts are no regression
record GateDuel(GateProfile profile, long seed, Optional<BaselineResult> meant) {
    /// What is compared with what.
    ///
    /// @param before a build folder or a model
    /// @param now the same; this build with the models of the profile if absent
    DuelRequest request(String before, Optional<String> now) {
        DuelSide base = side(before);
        DuelSide head =
                now.map(this::side)
                        .orElseGet(() -> DuelSide.ofModels("this build", profile.modelNames()));
        return new DuelRequest(
                base,
                head,
                profile.engineOrDefault(),
                profile.threadsOrDefault(),
                profile.batchOrDefault(),
                DuelRequest.DEFAULT_TIME,
                seed);
    }

    /// A folder is a build; anything else is a model.
    private DuelSide side(String text) {
        if (Files.isDirectory(Path.of(text))) {
            return DuelSide.ofBuild(Path.of(text), profile.modelNames());
        }
        if (text.contains("/") && !text.contains(".onnx") && !text.contains(".blocks")) {
            throw UserException.about("there is no such folder")
                    .where(text)
                    .expected("the folder of a build, or a model")
                    .remedy("build it there with 'mvn -DskipTests package'")
                    .build();
        }
        return DuelSide.ofModels(text, List.of(text));
    }

    /// A duel that does not begin, because nothing that it measured could be believed.
    ///
    /// @param troubles of the machine, in words
    GateResult refused(DuelRequest request, List<String> troubles) {
        var duel = new Duel(DuelRules.DEFAULT.withSeed(seed), tolerances(request));
        var sides = new GateResult.Sides(request.base().name(), request.head().name());
        return DuelReport.refused(
                duel, sides, "this machine is not quiet: " + String.join("; ", troubles));
    }

    /// Measures and decides.
    ///
    /// @param earlier forks of the same duel, before it was interrupted
    /// @param kept given what there is after each pair, and the decision last
    /// @return the decision, or what there is when this thread is interrupted
    GateResult run(
            DuelRequest request,
            List<GateResult.Fork> earlier,
            Progress progress,
            Consumer<GateResult> kept) {
        var duel = new Duel(DuelRules.DEFAULT.withSeed(seed), tolerances(request));
        GateResult result;
        List<Check> counts = new ArrayList<>();
        try (var run = DuelRun.open(request, earlier, progress)) {
            try {
                counts.addAll(counts(request, progress));
                Runnable keep = () -> kept.accept(report(run, request, counts).interrupted(duel));
                var rules = duel.rules();
                run.measure(1, request.benchmarks(), rules.screenPairs(), keep);
                switch (duel.screened(Sides.of(run.forks(), 1))) {
                    case Decision.Decided _ -> {
                        // Nothing looks suspicious.
                    }
                    case Decision.MoreForks more ->
                            run.measure(2, more.suspects(), more.pairs(), keep);
                }
                result = report(run, request, counts).decided(duel);
            } catch (InterruptedException e) {
                result = report(run, request, counts).interrupted(duel);
            }
        }
        kept.accept(result);
        return result;
    }

    private List<Check> counts(DuelRequest request, Progress progress) throws InterruptedException {
        var counts = DuelCounts.of(request, progress);
        return Exact.ofBuilds(counts.base(), counts.head(), meant);
    }

    private static DuelReport report(DuelRun run, DuelRequest request, List<Check> counts) {
        Map<String, String> failures =
                run.failures().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> why(one.getValue())));
        return new DuelReport(
                new GateResult.Sides(request.base().name(), request.head().name()),
                run.forks(),
                failures,
                counts,
                Optional.of(run.environment()));
    }

    /// The last line of a log says most.
    private static String why(MeasurementException failure) {
        return failure.log().isEmpty()
                ? failure.getMessage()
                : failure.getMessage() + ": " + failure.log().getLast().strip();
    }

    /// Of the profile, where the benchmark is one of its models; else what it says for all.
    private SortedMap<String, Double> tolerances(DuelRequest request) {
        SortedMap<String, Double> tolerances = new TreeMap<>();
        request.benchmarks().forEach(name -> tolerances.put(name, profile.tolerance(name)));
        return tolerances;
    }
}
