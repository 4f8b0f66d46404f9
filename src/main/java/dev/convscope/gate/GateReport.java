package dev.convscope.gate;

import dev.convscope.result.BaselineResult;
import dev.convscope.result.BaselineResult.Benchmark;
import dev.convscope.result.GateProfile;
import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Check;
import dev.convscope.statistics.Percentiles;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What a candidate is, held against a baseline and the limits of a profile, as a result.
public final class GateReport {
    private GateReport() {}

    /// Times of another machine do not compare, which is told beside the exact checks; times of
    /// the same machine are told as advice, because machines drift.
    ///
    /// @param timesWanted whether times are to be compared; limits on them are checked all the same
    public static GateResult ofCheck(
            GateProfile profile, BaselineResult base, BaselineResult head, boolean timesWanted) {
        List<Check> checks = new ArrayList<>(Exact.compare(base, head));
        checks.addAll(Budget.check(profile, head));
        if (timesWanted) checks.addAll(times(base, head));
        return GateResult.of(Checks.gravest(checks), checks, head.environment());
    }

    private static List<Check> times(BaselineResult base, BaselineResult head) {
        if (base.environment().isEmpty()) {
            return List.of(
                    Checks.bare(
                            "all",
                            "p50Nanos",
                            GateResult.Verdict.MISSING,
                            "the baseline has no times: record it with --times"));
        }
        if (head.environment().isEmpty()) {
            return List.of(
                    Checks.bare(
                            "all",
                            "p50Nanos",
                            GateResult.Verdict.MISSING,
                            "no times were measured"));
        }
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
}
