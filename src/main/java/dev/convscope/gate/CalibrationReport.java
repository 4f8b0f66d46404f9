package dev.convscope.gate;

import dev.convscope.result.CalibrationResult;
import dev.convscope.result.CalibrationResult.Real;
import dev.convscope.result.CalibrationResult.Simulated;
import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Check;
import dev.convscope.result.GateResult.Fork;
import dev.convscope.result.GateResult.Verdict;
import dev.convscope.statistics.Moments;
import dev.convscope.statistics.Percentiles;
import dev.convscope.statistics.Rate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/// What recorded duels of the same code say about the gate.
public final class CalibrationReport {
    private static final double CONFIDENCE = 0.95;
    private static final double NANOS = 1e9;

    /// Enough that a share of a tenth of a percent is seen.
    private static final int SIMULATED = 2000;

    /// Fewer pairs repeat each other too often to be drawn from.
    private static final int LEAST_PAIRS = 12;

    private static final double[] SLOWDOWNS = {0, 0.03, 0.05, 0.10, 0.20};

    private CalibrationReport() {}

    /// Sums up duels of the same code, each with its forks.
    ///
    /// @param duels those that were interrupted are left out
    public static CalibrationResult of(List<GateResult> duels) {
        List<GateResult> whole = duels.stream().filter(GateResult::complete).toList();
        SortedSet<String> models = new TreeSet<>();
        whole.forEach(duel -> models.addAll(duel.tolerances().keySet()));
        List<Real> real = new ArrayList<>();
        List<Simulated> simulated = new ArrayList<>();
        for (String model : models) {
            List<GateResult> own =
                    whole.stream()
                            .filter(duel -> Sides.of(duel.forks(), 1).containsKey(model))
                            .toList();
            if (own.isEmpty()) continue;
            real.add(real(model, own));
            simulated.addAll(simulated(model, own));
        }
        return new CalibrationResult(
                whole.isEmpty() ? Optional.empty() : whole.getLast().environment(),
                real,
                simulated);
    }

    private static Real real(String model, List<GateResult> duels) {
        List<Check> checks =
                duels.stream()
                        .flatMap(duel -> duel.checks().stream())
                        .filter(check -> check.model().equals(model))
                        .filter(DuelReport::isOfTimes)
                        .toList();
        List<Fork> forks =
                duels.stream()
                        .flatMap(duel -> duel.forks().stream())
                        .filter(fork -> fork.model().equals(model))
                        .toList();
        int alarms = count(checks, Verdict.REGRESSED);
        double forkSeconds =
                Percentiles.median(
                        forks.stream().mapToDouble(fork -> fork.wallNanos() / NANOS).toArray());
        var rules = DuelRules.DEFAULT;
        return new Real(
                model,
                checks.size(),
                alarms,
                count(checks, Verdict.IMPROVED),
                count(checks, Verdict.INCONCLUSIVE) + count(checks, Verdict.UNRELIABLE),
                (int)
                        duels.stream()
                                .filter(duel -> Sides.of(duel.forks(), 2).containsKey(model))
                                .count(),
                Rate.upperBound(alarms, checks.size(), CONFIDENCE),
                spread(model, duels),
                forkSeconds,
                2 * rules.screenPairs() * forkSeconds,
                2 * (rules.screenPairs() + rules.confirmPairs()) * forkSeconds);
    }

    private static int count(List<Check> checks, Verdict verdict) {
        return (int) checks.stream().filter(check -> check.verdict() == verdict).count();
    }

    /// Root of the mean variance within the first stages of duels.
    private static double spread(String model, List<GateResult> duels) {
        return Math.sqrt(
                duels.stream()
                        .map(duel -> Sides.of(duel.forks(), 1).get(model))
                        .flatMapToDouble(
                                sides ->
                                        DoubleStream.of(
                                                variance(sides.base()), variance(sides.head())))
                        .average()
                        .orElseThrow());
    }

    private static double variance(double[] times) {
        return Moments.variance(Moments.logs(times));
    }

    private static List<Simulated> simulated(String model, List<GateResult> duels) {
        double delta = duels.getLast().tolerances().get(model);
        var simulation = new Simulation(DuelRules.DEFAULT.withDelta(delta), model, duels);
        if (simulation.recorded() < LEAST_PAIRS) return List.of();
        List<Simulated> rows = new ArrayList<>();
        for (double slowdown : SLOWDOWNS) {
            var outcome = simulation.run(slowdown, SIMULATED, 1);
            rows.add(
                    new Simulated(
                            model,
                            slowdown,
                            outcome.duels(),
                            simulation.recorded(),
                            outcome.share(Verdict.REGRESSED),
                            outcome.share(Verdict.IMPROVED),
                            outcome.share(Verdict.INCONCLUSIVE) + outcome.share(Verdict.UNRELIABLE),
                            (double) outcome.suspected() / outcome.duels()));
        }
        return rows;
    }
}
