package dev.convscope.gate;

import dev.convscope.result.BaselineResult;
import dev.convscope.result.BaselineResult.Benchmark;
import dev.convscope.result.GateProfile;
import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Check;
import dev.convscope.statistics.Interval;
import dev.convscope.statistics.Moments;
import dev.convscope.statistics.Percentiles;
import dev.convscope.statistics.Slowdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Decisions as results.
public final class GateReport {
    private static final int RESAMPLES = 10_000;
    private static final double CONFIDENCE = 0.95;

    private GateReport() {}

    /// What a candidate is, held against a baseline and the limits of a profile.
    ///
    /// Times of another machine do not compare, which is told beside the exact checks; times of
    /// the same machine are told as advice, because machines drift.
    public static GateResult ofCheck(
            GateProfile profile, BaselineResult base, BaselineResult head) {
        List<Check> checks = new ArrayList<>(Exact.compare(base, head));
        checks.addAll(Budget.check(profile, head));
        checks.addAll(times(base, head));
        return new GateResult(Checks.gravest(checks), checks, OptionalDouble.empty(), 0);
    }

    private static List<Check> times(BaselineResult base, BaselineResult head) {
        if (base.environment().isEmpty() || head.environment().isEmpty()) return List.of();
        var differences =
                Comparability.differences(base.environment().get(), head.environment().get());
        if (!differences.isEmpty()) {
            return List.of(
                    Checks.bare(
                            "all",
                            "p50Nanos",
                            GateResult.Verdict.NOT_COMPARABLE,
                            "another machine: " + String.join("; ", differences)));
        }
        List<Check> advice = new ArrayList<>();
        for (Benchmark now : head.benchmarks()) {
            for (Benchmark before : base.benchmarks()) {
                if (before.model().equals(now.model())) advice.addAll(advice(before, now));
            }
        }
        return advice;
    }

    private static List<Check> advice(Benchmark base, Benchmark head) {
        if (base.forkNanos().isEmpty() || head.forkNanos().isEmpty()) return List.of();
        double before = median(base);
        double now = median(head);
        return List.of(
                new Check(
                        head.model(),
                        "p50Nanos",
                        GateResult.Verdict.PASS,
                        OptionalDouble.of(before),
                        OptionalDouble.of(now),
                        OptionalDouble.of(now / before),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        head.forkNanos().size(),
                        "advice only: times of two runs; 'gate duel' decides"));
    }

    private static double median(Benchmark benchmark) {
        return Percentiles.median(
                benchmark.forkNanos().stream().mapToDouble(Long::doubleValue).toArray());
    }

    /// What a duel decided.
    ///
    /// @param screen forks of all benchmarks
    /// @param fresh forks of those that were suspected
    public static GateResult ofDuel(
            Duel duel, Map<String, Sides> screen, Map<String, Sides> fresh) {
        var decided = duel.confirmed(screen, fresh);
        List<Check> checks = new ArrayList<>();
        new TreeMap<>(decided.verdicts())
                .forEach(
                        (name, verdict) -> {
                            Sides sides = fresh.getOrDefault(name, screen.get(name));
                            checks.add(
                                    sides == null
                                            ? Checks.bare(
                                                    name,
                                                    "p50Nanos",
                                                    named(verdict),
                                                    reason(verdict))
                                            : timed(name, verdict, sides, duel));
                        });
        return new GateResult(
                Checks.gravest(checks),
                checks,
                OptionalDouble.of(decided.floor()),
                duel.rules().seed());
    }

    private static Check timed(String name, Verdict verdict, Sides sides, Duel duel) {
        Interval interval =
                Interval.bootstrap(
                        Slowdown.logRatios(sides.base(), sides.head()),
                        Percentiles::median,
                        CONFIDENCE,
                        RESAMPLES,
                        duel.rules().seed());
        return new Check(
                name,
                "p50Nanos",
                named(verdict),
                OptionalDouble.of(Moments.geometricMean(sides.base())),
                OptionalDouble.of(Moments.geometricMean(sides.head())),
                OptionalDouble.of(Slowdown.ratio(sides.base(), sides.head())),
                OptionalDouble.of(Math.exp(interval.low())),
                OptionalDouble.of(Math.exp(interval.high())),
                OptionalDouble.of(duel.detectable(sides)),
                p(verdict),
                sides.pairs(),
                reason(verdict));
    }

    private static GateResult.Verdict named(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass _ -> GateResult.Verdict.PASS;
            case Verdict.Regressed _ -> GateResult.Verdict.REGRESSED;
            case Verdict.Improved _ -> GateResult.Verdict.IMPROVED;
            case Verdict.Inconclusive _ -> GateResult.Verdict.INCONCLUSIVE;
            case Verdict.Unreliable _ -> GateResult.Verdict.UNRELIABLE;
            case Verdict.Missing _ -> GateResult.Verdict.MISSING;
        };
    }

    private static OptionalDouble p(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Regressed(double _, double p) -> OptionalDouble.of(p);
            case Verdict.Improved(double _, double p) -> OptionalDouble.of(p);
            case Verdict.Pass _, Verdict.Inconclusive _, Verdict.Unreliable _, Verdict.Missing _ ->
                    OptionalDouble.empty();
        };
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Inconclusive(double _, String reason) -> reason;
            case Verdict.Unreliable(double _, String reason) -> reason;
            case Verdict.Missing(String reason) -> reason;
            case Verdict.Pass _, Verdict.Regressed _, Verdict.Improved _ -> "";
        };
    }
}
