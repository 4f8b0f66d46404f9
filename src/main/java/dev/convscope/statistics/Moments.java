package dev.convscope.statistics;

import java.util.Arrays;

/// Means and spreads.
public final class Moments {
    private Moments() {}

    public static double mean(double[] values) {
        Percentiles.requireValues(values);
        return Arrays.stream(values).sum() / values.length;
    }

    /// Of positive values.
    public static double geometricMean(double[] values) {
        return Math.exp(mean(logs(values)));
    }

    /// Of a sample: the divisor is one less than the count.
    ///
    /// @param values at least two
    public static double variance(double[] values) {
        if (values.length < 2) throw new IllegalArgumentException("a spread needs two values");
        double mean = mean(values);
        return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum()
                / (values.length - 1);
    }

    public static double standardDeviation(double[] values) {
        return Math.sqrt(variance(values));
    }

    /// The spread relative to the mean.
    public static double coefficientOfVariation(double[] values) {
        return standardDeviation(values) / mean(values);
    }

    /// Natural logarithms.
    ///
    /// @throws IllegalArgumentException if a value is not positive
    public static double[] logs(double[] values) {
        for (double value : values) {
            if (!(value > 0)) {
                throw new IllegalArgumentException("only positive values compare, was " + value);
            }
        }
        return Arrays.stream(values).map(Math::log).toArray();
    }
}
