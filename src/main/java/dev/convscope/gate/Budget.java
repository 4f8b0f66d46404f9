package dev.convscope.gate;

import dev.convscope.result.BaselineResult;
import dev.convscope.result.BaselineResult.Benchmark;
import dev.convscope.result.GateProfile;
import dev.convscope.result.GateResult.Check;
import dev.convscope.result.GateResult.Verdict;
import dev.convscope.statistics.Percentiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Holds measurements against the limits that a profile states.
public final class Budget {
    private static final double NANOS_PER_MILLI = 1e6;

    private final GateProfile profile;
    private final BaselineResult measured;
    private final List<Check> checks = new ArrayList<>();

    private Budget(GateProfile profile, BaselineResult measured) {
        this.profile = profile;
        this.measured = measured;
    }

    /// One check for every limit of the profile; a limit on something that was not measured is
    /// missing.
    public static List<Check> check(GateProfile profile, BaselineResult measured) {
        var budget = new Budget(profile, measured);
        profile.models().forEach(budget::check);
        return List.copyOf(budget.checks);
    }

    private void check(GateProfile.Entry entry) {
        String model = entry.model();
        entry.maxMacs().ifPresent(most -> atMost(model, "maxMacs", most, exact(model, "macs")));
        entry.maxParams()
                .ifPresent(most -> atMost(model, "maxParams", most, exact(model, "params")));
        entry.maxP50Millis()
                .ifPresent(
                        most ->
                                atMost(
                                        model,
                                        "maxP50Millis",
                                        most,
                                        p50(model).map(nanos -> nanos / NANOS_PER_MILLI)));
        entry.minSpeedupOver()
                .ifPresent(
                        other ->
                                atMost(
                                        model,
                                        "minSpeedupOver " + other,
                                        1 / entry.minSpeedup().orElse(1),
                                        p50(model).flatMap(own -> p50(other).map(o -> own / o))));
    }

    private void atMost(String model, String metric, double limit, Optional<Double> value) {
        if (value.isEmpty()) {
            checks.add(Checks.bare(model, metric, Verdict.MISSING, "it was not measured"));
            return;
        }
        boolean over = value.get() > limit;
        checks.add(
                new Check(
                        model,
                        metric,
                        over ? Verdict.OVER_BUDGET : Verdict.PASS,
                        OptionalDouble.of(limit),
                        OptionalDouble.of(value.get()),
                        OptionalDouble.of(value.get() / limit),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        0,
                        over ? "above the limit of the profile" : ""));
    }

    private Optional<Benchmark> benchmark(String model) {
        return measured.benchmarks().stream()
                .filter(benchmark -> benchmark.model().equals(model))
                .findFirst();
    }

    private Optional<Double> exact(String model, String metric) {
        return benchmark(model)
                .map(benchmark -> benchmark.exact().get(metric))
                .map(Long::doubleValue);
    }

    /// The median of fork medians, in nanoseconds.
    private Optional<Double> p50(String model) {
        return benchmark(model)
                .filter(benchmark -> !benchmark.forkNanos().isEmpty())
                .map(
                        benchmark ->
                                Percentiles.median(
                                        benchmark.forkNanos().stream()
                                                .mapToDouble(Long::doubleValue)
                                                .toArray()));
    }
}
