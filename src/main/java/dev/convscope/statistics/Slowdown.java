package dev.convscope.statistics;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.apache.commons.statistics.inference.TTest;

import java.util.Arrays;

/// How surprising times would be if nothing had changed.
///
/// Times are medians of forks and are compared as logarithms, so that a change is a ratio. All
/// tests are one-sided: a p-value is the chance of a slowdown at least this clear by accident.
public final class Slowdown {
    private static final TTest GREATER =
            TTest.withDefaults().with(AlternativeHypothesis.GREATER_THAN);

    private Slowdown() {}

    /// Welch's test of independent sides, which need not be equally noisy.
    ///
    /// @param base at least two positive times
    /// @param head at least two positive times
    public static double welch(double[] base, double[] head) {
        double[] before = Moments.logs(base);
        double[] after = Moments.logs(head);
        if (constant(before) && constant(after)) return certain(after[0] - before[0]);
        return GREATER.test(after, before).getPValue();
    }

    /// The paired test, for sides that were measured in turns: drifts of the machine cancel.
    ///
    /// @param base positive times
    /// @param head of the same length, each measured beside that of `base`
    public static double paired(double[] base, double[] head) {
        double[] differences = logRatios(base, head);
        if (constant(differences)) return certain(differences[0]);
        return GREATER.test(differences).getPValue();
    }

    /// The larger of both p-values: a slowdown has to convince both.
    public static double p(double[] base, double[] head) {
        return Math.max(welch(base, head), paired(base, head));
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

    /// The median ratio of head to base over pairs.
    public static double ratio(double[] base, double[] head) {
        return Math.exp(Percentiles.median(logRatios(base, head)));
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

    private static boolean constant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    /// Without any spread a difference is certain, and so is its absence.
    private static double certain(double difference) {
        return difference > 0 ? 0 : 1;
    }
}
