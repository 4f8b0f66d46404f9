package dev.convscope.gate;

import dev.convscope.statistics.Interval;
import dev.convscope.statistics.Moments;
import dev.convscope.statistics.Slowdown;

import java.util.List;
import java.util.stream.DoubleStream;

/// Base against itself, in the forks of the same run: what it finds is noise.
///
/// @param ratio geometric mean over benchmarks of odd forks by even ones
/// @param reliable whether the run may be believed
/// @param reason why not; empty if it may
record NullControl(double ratio, boolean reliable, String reason) {
    /// Fewer forks than this cannot be split in two that each have a spread.
    private static final int LEAST_PAIRS = 4;

    private static final double CONFIDENCE = 0.99;

    /// Forks, and the rules of their benchmark.
    record Judged(Sides sides, DuelRules rules) {}

    /// @param benchmarks all forks of the run, screened and fresh
    static NullControl of(List<Judged> benchmarks) {
        List<Judged> halves =
                benchmarks.stream()
                        .filter(one -> one.sides().pairs() >= LEAST_PAIRS)
                        .map(one -> new Judged(one.sides().nullControl(), one.rules()))
                        .toList();
        if (halves.isEmpty()) return new NullControl(1, true, "");
        double[] logs =
                halves.stream()
                        .flatMapToDouble(
                                half ->
                                        DoubleStream.of(
                                                Slowdown.logRatios(
                                                        half.sides().base(), half.sides().head())))
                        .toArray();
        double ratio = Math.exp(Moments.mean(logs));
        double delta = halves.stream().mapToDouble(half -> half.rules().delta()).min().orElse(0);
        if (differs(logs, delta)) {
            return unreliable(ratio, "base differs from itself by " + Percent.of(ratio - 1));
        }
        if (halves.stream().anyMatch(half -> fails(half.sides(), half.rules(), halves.size()))) {
            return unreliable(ratio, "base against itself would have failed");
        }
        return new NullControl(ratio, true, "");
    }

    /// By more than half of what fails, and by more than its own noise explains: with few forks
    /// the mean ratio of the same code wanders, too.
    private static boolean differs(double[] logs, double delta) {
        return Math.abs(Moments.mean(logs)) > Math.log1p(delta / 2)
                && !Interval.ofMean(logs, CONFIDENCE).contains(0);
    }

    private static NullControl unreliable(double ratio, String reason) {
        return new NullControl(ratio, false, reason);
    }

    /// Whether a half looks slower than the other as a confirmed slowdown does, among so many.
    private static boolean fails(Sides half, DuelRules rules, int among) {
        return Slowdown.ratio(half.base(), half.head()) >= 1 + rules.delta()
                && Slowdown.p(half.base(), half.head()) * among < rules.confirmLevel();
    }
}
