package dev.convscope.statistics;

import java.util.Arrays;
import java.util.Optional;

/// Two speeds of the same code: some JVMs compile it well, others do not.
///
/// @param limit a time between both modes
public record Modes(double limit) {
    /// Modes lie at least this far apart.
    private static final double GAP = Math.log(1.10);

    /// A single fork is no mode.
    private static final int LEAST = 2;

    /// Looks at the largest gap between sorted times that divides them in two modes; absent if it
    /// is small. No more than {@link Trimmed} leaves out are outliers, no mode.
    public static Optional<Modes> of(double[] times) {
        double[] sorted = Moments.logs(times);
        Arrays.sort(sorted);
        int at = -1;
        double largest = GAP;
        int least = Math.max(LEAST, Trimmed.cut(sorted.length) + 1);
        for (int i = least; i <= sorted.length - least; i++) {
            if (sorted[i] - sorted[i - 1] <= largest) continue;
            largest = sorted[i] - sorted[i - 1];
            at = i;
        }
        if (at < 0) return Optional.empty();
        return Optional.of(new Modes(Math.exp((sorted[at] + sorted[at - 1]) / 2)));
    }

    /// Those of the fast mode.
    public double[] fast(double[] times) {
        return Arrays.stream(times).filter(time -> time <= limit).toArray();
    }

    /// How many are of the slow mode.
    public int slow(double[] times) {
        return times.length - fast(times).length;
    }
}
