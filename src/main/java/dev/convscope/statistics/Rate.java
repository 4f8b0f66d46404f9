package dev.convscope.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;

/// A share of trials, and what it proves of the true one.
public final class Rate {
    private Rate() {}

    /// The largest true share that still gives at most so many events, at a one-sided confidence:
    /// Clopper and Pearson's exact bound.
    ///
    /// @param events 0 to `trials`
    /// @param trials at least one
    public static double upperBound(int events, int trials, double confidence) {
        if (events < 0 || trials < 1 || events > trials) {
            throw new IllegalArgumentException(events + " events of " + trials);
        }
        if (events == trials) return 1;
        return BetaDistribution.of(events + 1.0, trials - events)
                .inverseCumulativeProbability(confidence);
    }
}
