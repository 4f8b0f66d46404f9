package dev.convscope.gate;

import java.util.Map;
import java.util.Set;

/// What follows from the forks so far.
public sealed interface Decision {
    /// Nothing more to measure.
    ///
    /// @param verdicts by benchmark
    /// @param floor geometric mean of the ratios of base with itself
    record Decided(Map<String, Verdict> verdicts, double floor) implements Decision {
        public Decided {
            verdicts = Map.copyOf(verdicts);
        }
    }

    /// Suspicions to confirm or drop with fresh forks.
    ///
    /// @param suspects the benchmarks to measure again
    /// @param pairs of fresh forks that each of them needs
    record MoreForks(Set<String> suspects, int pairs) implements Decision {
        public MoreForks {
            suspects = Set.copyOf(suspects);
        }
    }
}
