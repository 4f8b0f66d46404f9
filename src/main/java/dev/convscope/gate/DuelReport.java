package dev.convscope.gate;

import dev.convscope.result.Environment;
import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Check;
import dev.convscope.result.GateResult.Fork;
import dev.convscope.statistics.Interval;
import dev.convscope.statistics.Moments;
import dev.convscope.statistics.Slowdown;
import dev.convscope.statistics.Trimmed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a duel decided, as a result from which the same decision follows again.
///
/// @param sides the names of both
/// @param forks all of them, in the order they ran
/// @param failures why benchmarks are missing, by benchmark
/// @param counts checks of what does not depend on the machine
/// @param environment of the times, if it is known
public record DuelReport(
        GateResult.Sides sides,
        List<Fork> forks,
        Map<String, String> failures,
        List<Check> counts,
        Optional<Environment> environment) {
    /// The fastest inference of a fork.
    private static final String METRIC = "minNanos";

    private static final int RESAMPLES = 10_000;
    private static final double CONFIDENCE = 0.95;

    public DuelReport {
        forks = List.copyOf(forks);
        failures = Map.copyOf(failures);
        counts = List.copyOf(counts);
    }

    /// Whether a check of a duel is on times.
    static boolean isOfTimes(Check check) {
        return check.metric().equals(METRIC);
    }

    /// The decision on all forks of a duel that came to its end.
    public GateResult decided(Duel duel) {
        Map<String, Sides> screen = Sides.of(forks, 1);
        Map<String, Sides> fresh = Sides.of(forks, 2);
        failures.keySet().forEach(screen::remove);
        var decided = duel.confirmed(screen, fresh);
        List<Check> checks = new ArrayList<>();
        for (String name : duel.tolerances().keySet()) {
            Verdict verdict = decided.verdicts().get(name);
            Sides judged = fresh.getOrDefault(name, screen.get(name));
            checks.add(
                    judged == null || verdict instanceof Verdict.Missing
                            ? Checks.bare(name, METRIC, named(verdict), missing(name, verdict))
                            : timed(
                                    name,
                                    named(verdict),
                                    judged,
                                    p(verdict),
                                    reason(verdict),
                                    duel));
        }
        checks.addAll(counts);
        duel.tolerances().keySet().forEach(name -> allocations(name).ifPresent(checks::add));
        return result(duel, true, checks, OptionalDouble.of(decided.floor()));
    }

    /// What there is of a duel that was interrupted: no verdict, but the forks.
    public GateResult interrupted(Duel duel) {
        Map<String, Sides> screen = Sides.of(forks, 1);
        Map<String, Sides> fresh = Sides.of(forks, 2);
        List<Check> checks = new ArrayList<>();
        for (String name : duel.tolerances().keySet()) {
            Sides so = fresh.getOrDefault(name, screen.get(name));
            var unsure = GateResult.Verdict.INCONCLUSIVE;
            String reason = "interrupted before its last fork";
            checks.add(
                    so == null
                            ? Checks.bare(name, METRIC, unsure, reason)
                            : timed(name, unsure, so, OptionalDouble.empty(), reason, duel));
        }
        checks.addAll(counts);
        return result(duel, false, checks, OptionalDouble.empty());
    }

    private Optional<Check> allocations(String name) {
        List<Fork> own = forks.stream().filter(fork -> fork.model().equals(name)).toList();
        boolean bothSides = own.stream().anyMatch(Fork::head) && !own.stream().allMatch(Fork::head);
        return bothSides ? Optional.of(Allocations.check(name, own)) : Optional.empty();
    }

    /// A duel that was not begun: no run of it would be reliable.
    public static GateResult refused(Duel duel, GateResult.Sides sides, String reason) {
        List<Check> checks =
                duel.tolerances().keySet().stream()
                        .map(
                                name ->
                                        Checks.bare(
                                                name,
                                                METRIC,
                                                GateResult.Verdict.UNRELIABLE,
                                                reason))
                        .toList();
        return new DuelReport(sides, List.of(), Map.of(), List.of(), Optional.empty())
                .result(duel, true, checks, OptionalDouble.empty());
    }

    /// Decides once more from what a result holds: the same verdicts.
    public static GateResult again(GateResult result) {
        var duel = new Duel(DuelRules.DEFAULT.withSeed(result.seed()), result.tolerances());
        var report =
                new DuelReport(
                        result.sides().orElseThrow(),
                        result.forks(),
                        Map.of(),
                        result.checks().stream().filter(DuelReport::isCounted).toList(),
                        result.environment());
        return result.complete() ? report.decided(duel) : report.interrupted(duel);
    }

    private static boolean isCounted(Check check) {
        return !isOfTimes(check) && !check.metric().equals(Allocations.METRIC);
    }

    private GateResult result(
            Duel duel, boolean complete, List<Check> checks, OptionalDouble floor) {
        return new GateResult(
                Checks.gravest(checks),
                complete,
                checks,
                floor,
                duel.rules().seed(),
                ForkNotes.of(forks),
                Optional.of(sides),
                duel.tolerances(),
                forks,
                environment);
    }

    private String missing(String name, Verdict verdict) {
        return failures.getOrDefault(name, reason(verdict));
    }

    private static Check timed(
            String name,
            GateResult.Verdict verdict,
            Sides sides,
            OptionalDouble p,
            String reason,
            Duel duel) {
        Interval interval =
                Interval.bootstrap(
                        Slowdown.logRatios(sides.base(), sides.head()),
                        Trimmed::mean,
                        CONFIDENCE,
                        RESAMPLES,
                        duel.rules().seed());
        return new Check(
                name,
                METRIC,
                verdict,
                OptionalDouble.of(Math.exp(Trimmed.mean(Moments.logs(sides.base())))),
                OptionalDouble.of(Math.exp(Trimmed.mean(Moments.logs(sides.head())))),
                OptionalDouble.of(Slowdown.ratio(sides.base(), sides.head())),
                OptionalDouble.of(Math.exp(interval.low())),
                OptionalDouble.of(Math.exp(interval.high())),
                OptionalDouble.of(duel.detectable(sides)),
                p,
                sides.pairs(),
                reason);
    }

    static GateResult.Verdict named(Verdict verdict) {
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
