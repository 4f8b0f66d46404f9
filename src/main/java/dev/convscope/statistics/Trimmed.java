package dev.convscope.statistics;

import java.util.Arrays;

/// A mean without the extremes, and how far off it may be.
///
/// Some forks are disturbed from their first inference to their last, and are slower by ten percent
/// or more: a plain mean follows them, and its spread hides what one looks for. A fifth is left out
/// at both ends.
///
/// Source: K. Yuen: The two-sample trimmed t for unequal population variances, Biometrika 61, 1974.
///
/// @param mean of what is left
/// @param squaredError of that mean
/// @param freedom degrees of freedom of the error
public record Trimmed(double mean, double squaredError, int freedom) {
    private static final double SHARE = 0.2;

    /// @param values at least two; with fewer than five nothing is left out
    public static Trimmed of(double[] values) {
        if (values.length < 2) throw new IllegalArgumentException("a spread needs two values");
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int cut = cut(sorted.length);
        int left = sorted.length - 2 * cut;
        double mean = Moments.mean(Arrays.copyOfRange(sorted, cut, cut + left));
        Arrays.fill(sorted, 0, cut, sorted[cut]);
        Arrays.fill(sorted, cut + left, sorted.length, sorted[cut + left - 1]);
        if (sorted[0] == sorted[sorted.length - 1]) {
            return new Trimmed(sorted[0], 0, freedom(sorted.length));
        }
        double squares = Moments.variance(sorted) * (sorted.length - 1);
        return new Trimmed(mean, squares / ((double) left * (left - 1)), freedom(sorted.length));
    }

    /// Degrees of freedom that so many values leave.
    public static int freedom(int values) {
        return values - 2 * cut(values) - 1;
    }

    /// How many of so many values are left out at either end.
    public static int cut(int values) {
        return (int) (SHARE * values);
    }

    /// The mean alone.
    public static double mean(double[] values) {
        return values.length == 1 ? values[0] : of(values).mean();
    }
}
