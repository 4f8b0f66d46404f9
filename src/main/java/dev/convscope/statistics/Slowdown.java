package dev.convscope.statistics;

import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.FisherExactTest;

import java.util.Arrays;

/// How surprising times would be if nothing had changed.
///
/// Times of forks are compared as logarithms, so that a change is a ratio, and by trimmed means, so
/// that a few disturbed forks neither raise an alarm nor hide one. All tests are one-sided: a
/// p-value is the chance of a slowdown at least this clear by accident.
public final class Slowdown {
    private Slowdown() {}

    /// Yuen and Welch's test of independent sides, which need not be equally noisy.
    ///
    /// @param base at least two positive times
    /// @param head at least two positive times
    public static double independent(double[] base, double[] head) {
        var before = Trimmed.of(Moments.logs(base));
        var after = Trimmed.of(Moments.logs(head));
        double squared = before.squaredError() + after.squaredError();
        double difference = after.mean() - before.mean();
        if (squared == 0) return certain(difference);
        double freedom =
                squared
                        * squared
                        / (square(before.squaredError()) / before.freedom()
                                + square(after.squaredError()) / after.freedom());
        return tail(difference / Math.sqrt(squared), freedom);
    }

    /// The paired test, for sides that were measured in turns: drifts of the machine cancel.
    ///
    /// @param base positive times
    /// @param head of the same length, each measured beside that of `base`
    public static double paired(double[] base, double[] head) {
        var change = Trimmed.of(logRatios(base, head));
        return change.squaredError() == 0
                ? certain(change.mean())
                : tail(change.mean() / Math.sqrt(change.squaredError()), change.freedom());
    }

    private static double tail(double t, double freedom) {
        return TDistribution.of(freedom).survivalProbability(t);
    }

    private static double square(double number) {
        return number * number;
    }

    /// The larger of both p-values: a slowdown has to convince both.
    public static double p(double[] base, double[] head) {
        return Math.max(independent(base, head), paired(base, head));
    }

    /// Logarithms of head by base, pair by pair.
    public static double[] logRatios(double[] base, double[] head) {
        if (base.length != head.length) {
            throw new IllegalArgumentException(
                    "pairs need two sides: " + base.length + " and " + head.length);
        }
        double[] before = Moments.logs(base);
        double[] after = Moments.logs(head);
        double[] differences = new double[base.length];
        Arrays.setAll(differences, i -> after[i] - before[i]);
        return differences;
    }

    /// The ratio of head to base: the trimmed mean over pairs.
    public static double ratio(double[] base, double[] head) {
        return Math.exp(Trimmed.mean(logRatios(base, head)));
    }

    /// Fisher's exact test, two-sided, of whether two sides have the same share.
    ///
    /// @param hits of `all` on each side
    public static double differenceOfShares(int baseHits, int baseAll, int headHits, int headAll) {
        int[][] table = {{baseHits, baseAll - baseHits}, {headHits, headAll - headHits}};
        boolean tells = baseHits + headHits > 0 && baseHits + headHits < baseAll + headAll;
        return tells ? FisherExactTest.withDefaults().test(table).getPValue() : 1;
    }

    /// Holm's correction: p-values that may each be held against the level meant for all of them
    /// together.
    ///
    /// @return in the order of `p`
    public static double[] holm(double[] p) {
        Integer[] order = new Integer[p.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(p[a], p[b]));
        double[] adjusted = new double[p.length];
        double least = 0;
        for (int rank = 0; rank < order.length; rank++) {
            least = Math.max(least, Math.min(1, p[order[rank]] * (p.length - rank)));
            adjusted[order[rank]] = least;
        }
        return adjusted;
    }

    /// Without any spread a difference is certain, and so is its absence.
    private static double certain(double difference) {
        return difference > 0 ? 0 : 1;
    }
}
