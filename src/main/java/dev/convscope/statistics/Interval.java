package dev.convscope.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// A range that holds the true value at a stated confidence.
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("low must not exceed high: " + low + ", " + high);
        }
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /// The smallest interval that holds this one and `value`.
    public Interval including(double value) {
        return new Interval(Math.min(low, value), Math.max(high, value));
    }

    /// Student's interval of the mean.
    ///
    /// One value alone says nothing about its spread: the interval is then that value.
    public static Interval ofMean(double[] values, double confidence) {
        Percentiles.requireValues(values);
        double mean = Moments.mean(values);
        if (values.length == 1) return new Interval(mean, mean);
        double half =
                TDistribution.of(values.length - 1).inverseCumulativeProbability(upper(confidence))
                        * Moments.standardDeviation(values)
                        / Math.sqrt(values.length);
        return new Interval(mean - half, mean + half);
    }

    /// The same on a logarithmic scale: the interval of the geometric mean of positive values.
    /// Times of forks are skewed to the right, and their ratios, not their differences, compare.
    public static Interval ofGeometricMean(double[] values, double confidence) {
        Interval logs = ofMean(Moments.logs(values), confidence);
        return new Interval(Math.exp(logs.low), Math.exp(logs.high));
    }

    /// The interval of a ratio of two sides measured in turns: Student's, of the logarithms of
    /// head by base, pair by pair, so that drifts of the machine cancel.
    ///
    /// @param head positive times
    /// @param base as many, each measured beside that of `head`
    public static Interval ofRatio(double[] head, double[] base, double confidence) {
        Interval logs = ofMean(Slowdown.logRatios(base, head), confidence);
        return new Interval(Math.exp(logs.low), Math.exp(logs.high));
    }

    /// The percentile bootstrap of any statistic, the same for the same seed.
    public static Interval bootstrap(
            double[] values,
            ToDoubleFunction<double[]> statistic,
            double confidence,
            int resamples,
            long seed) {
        Percentiles.requireValues(values);
        var random = new SplittableRandom(seed);
        double[] draws = new double[resamples];
        double[] resample = new double[values.length];
        for (int draw = 0; draw < resamples; draw++) {
            Arrays.setAll(resample, _ -> values[random.nextInt(values.length)]);
            draws[draw] = statistic.applyAsDouble(resample);
        }
        double tail = 1 - upper(confidence);
        return new Interval(Percentiles.of(draws, tail), Percentiles.of(draws, 1 - tail));
    }

    private static double upper(double confidence) {
        if (!(confidence > 0) || !(confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence lies between 0 and 1, was " + confidence);
        }
        return (1 + confidence) / 2;
    }
}
