package dev.convscope.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The smallest slowdown that a comparison finds, given how much forks differ.
public final class Detectable {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /// Slices of the noncentral t distribution's integral; more change no printed digit.
    private static final int SLICES = 400;

    private static final int HALVINGS = 60;

    /// Answers depend on the numbers of a rule only, so there are few.
    private static final Map<Question, Double> SHIFTS = new ConcurrentHashMap<>();

    private Detectable() {}

    /// The ratio that two sides of `forks` each tell from 1.
    ///
    /// @param spread standard deviation of the logarithms of fork medians
    /// @param forks of each side, at least two
    /// @param alpha one-sided false-alarm rate
    /// @param power share of such slowdowns that is found
    public static double ratio(double spread, int forks, double alpha, double power) {
        if (forks < 2) throw new IllegalArgumentException("a comparison needs two forks a side");
        return ofError(spread * Math.sqrt(2.0 / forks), 2 * forks - 2, alpha, power);
    }

    /// The same, from the error of the compared difference.
    ///
    /// @param error of the difference of logarithms
    /// @param freedom degrees of freedom of the error
    public static double ofError(double error, int freedom, double alpha, double power) {
        double shift =
                SHIFTS.computeIfAbsent(new Question(freedom, alpha, power), Detectable::shift);
        return Math.exp(shift * error);
    }

    private record Question(int freedom, double alpha, double power) {}

    /// The shift of a t statistic that is found as often as asked.
    private static double shift(Question question) {
        double[] squares = likelySquares(question.freedom());
        double threshold =
                TDistribution.of(question.freedom())
                        .inverseCumulativeProbability(1 - question.alpha());
        double low = 0;
        double high = 100;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (power(middle, threshold, squares) < question.power()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /// Equally likely values of the estimated variance, relative to the true one.
    private static double[] likelySquares(int freedom) {
        var distribution = ChiSquaredDistribution.of(freedom);
        double[] squares = new double[SLICES];
        for (int i = 0; i < SLICES; i++) {
            squares[i] = distribution.inverseCumulativeProbability((i + 0.5) / SLICES) / freedom;
        }
        return squares;
    }

    /// The chance that a t statistic around `shift` exceeds `threshold`: the normal tail, averaged
    /// over the estimated variance.
    private static double power(double shift, double threshold, double[] squares) {
        double sum = 0;
        for (double square : squares) {
            sum += NORMAL.cumulativeProbability(shift - threshold * Math.sqrt(square));
        }
        return sum / squares.length;
    }
}
