package dev.convscope.statistics;

import org.apache.commons.statistics.descriptive.Quantile;

/// Order statistics, interpolated between neighbours (Hyndman and Fan's definition 7).
public final class Percentiles {
    private static final Quantile QUANTILE =
            Quantile.withDefaults().with(Quantile.EstimationMethod.HF7).withCopy(true);

    private Percentiles() {}

    /// The value below which `share` of the values lie.
    ///
    /// @param values at least one, in any order; not changed
    /// @param share 0 to 1
    public static double of(double[] values, double share) {
        requireValues(values);
        return QUANTILE.evaluate(values, share);
    }

    public static double median(double[] values) {
        return of(values, 0.5);
    }

    /// The least number of samples from which a percentile may be shown: the smallest n of which,
    /// with a confidence of 99 %, at least two lie above it (the early-stopping rule of MLPerf's
    /// single-stream scenario).
    ///
    /// @param share strictly between 0 and 1
    public static int leastSamples(double share) {
        if (!(share > 0) || !(share < 1)) {
            throw new IllegalArgumentException("a share lies between 0 and 1, was " + share);
        }
        int samples = 1;
        while (chanceOfAtMostOneAbove(samples, share) > 0.01) samples++;
        return samples;
    }

    private static double chanceOfAtMostOneAbove(int samples, double share) {
        return Math.pow(share, samples) + samples * (1 - share) * Math.pow(share, samples - 1);
    }

    static void requireValues(double[] values) {
        if (values.length == 0) throw new IllegalArgumentException("no values");
    }
}
