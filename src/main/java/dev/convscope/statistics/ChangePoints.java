package dev.convscope.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Where a series of values changed its level, by E-divisive means.
///
/// A split is rated by the energy distance of what is before and after it. How surprising the best
/// rating is tells a permutation test, which looks for the best split of shuffled values just as
/// hard. What is on both sides of a change is searched again.
///
/// Source: D. Matteson, N. James: A nonparametric approach for multiple change point analysis of
/// multivariate data, JASA 109, 2014.
public final class ChangePoints {
    /// A level has at least so many values: less is an outlier.
    private static final int LEAST = 4;

    private static final int PERMUTATIONS = 999;

    private final double[] values;
    private final double level;
    private final SplittableRandom random;
    private final List<Integer> found = new ArrayList<>();

    private ChangePoints(double[] values, double level, long seed) {
        this.values = values;
        this.level = level;
        this.random = new SplittableRandom(seed);
    }

    /// The places of the first values of new levels, ascending; the same for the same seed.
    ///
    /// @param values positive, in the order of time; ratios count, not differences
    /// @param level chance of finding one, where there is none
    public static List<Integer> of(double[] values, double level, long seed) {
        var points = new ChangePoints(Moments.logs(values), level, seed);
        points.search(0, values.length);
        return points.found.stream().sorted().toList();
    }

    private void search(int from, int to) {
        if (to - from < 2 * LEAST) return;
        double[] part = Arrays.copyOfRange(values, from, to);
        Split best = best(part);
        if (best.rating() <= 0 || chance(part, best.rating()) >= level) return;
        found.add(from + best.at());
        search(from, from + best.at());
        search(from + best.at(), to);
    }

    private double chance(double[] part, double rating) {
        double[] shuffled = part.clone();
        int asGood = 0;
        for (int i = 0; i < PERMUTATIONS; i++) {
            shuffle(shuffled);
            if (best(shuffled).rating() >= rating) asGood++;
        }
        return (asGood + 1.0) / (PERMUTATIONS + 1);
    }

    private void shuffle(double[] part) {
        for (int i = part.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double kept = part[i];
            part[i] = part[other];
            part[other] = kept;
        }
    }

    /// @param at the first value after the split
    private record Split(int at, double rating) {}

    /// The split with the largest energy distance between both sides, weighted by their sizes.
    ///
    /// Moving one value from the right side to the left changes the three sums of distances by the
    /// distances of that value only.
    private static Split best(double[] part) {
        int count = part.length;
        double left = 0;
        double right = distances(part);
        double across = 0;
        Split best = new Split(0, 0);
        for (int size = 1; size <= count - LEAST; size++) {
            double moved = part[size - 1];
            double toLeft = 0;
            double toRight = 0;
            for (int i = 0; i < size - 1; i++) toLeft += Math.abs(part[i] - moved);
            for (int i = size; i < count; i++) toRight += Math.abs(part[i] - moved);
            left += toLeft;
            right -= toRight;
            across += toRight - toLeft;
            if (size < LEAST) continue;
            double rating = energy(left, right, across, size, count - size);
            if (rating > best.rating()) best = new Split(size, rating);
        }
        return best;
    }

    private static double distances(double[] part) {
        double sum = 0;
        for (int i = 0; i < part.length; i++) {
            for (int j = 0; j < i; j++) sum += Math.abs(part[i] - part[j]);
        }
        return sum;
    }

    private static double energy(double left, double right, double across, int m, int n) {
        double distance =
                2 * across / ((double) m * n)
                        - left / (m * (m - 1) / 2.0)
                        - right / (n * (n - 1) / 2.0);
        return distance * m * n / (m + n);
    }
}
