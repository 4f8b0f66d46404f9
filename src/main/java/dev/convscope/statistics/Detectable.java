package dev.convscope.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// The smallest slowdown that a comparison finds, given how much forks differ.
public final class Detectable {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /// Slices of the noncentral t distribution's integral; more change no printed digit.
    private static final int SLICES = 400;

    private static final int HALVINGS = 60;

    private Detectable() {}

    /// The ratio that two sides of `forks` each tell from 1.
    ///
    /// @param spread standard deviation of the logarithms of fork medians
    /// @param forks of each side, at least two
    /// @param alpha one-sided false-alarm rate
    /// @param power share of such slowdowns that is found
    public static double ratio(double spread, int forks, double alpha, double power) {
        if (forks < 2) throw new IllegalArgumentException("a comparison needs two forks a side");
        int freedom = 2 * forks - 2;
        double threshold = TDistribution.of(freedom).inverseCumulativeProbability(1 - alpha);
        double low = 0;
        double high = 100;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (power(middle, threshold, freedom) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(high * spread * Math.sqrt(2.0 / forks));
    }

    /// The chance that a t statistic around `shift` exceeds `threshold`: the normal tail, averaged
    /// over equally likely values of the estimated spread.
    private static double power(double shift, double threshold, int freedom) {
        var squares = ChiSquaredDistribution.of(freedom);
        double sum = 0;
        for (int i = 0; i < SLICES; i++) {
            double square = squares.inverseCumulativeProbability((i + 0.5) / SLICES);
            sum += NORMAL.cumulativeProbability(shift - threshold * Math.sqrt(square / freedom));
        }
        return sum / SLICES;
    }
}
