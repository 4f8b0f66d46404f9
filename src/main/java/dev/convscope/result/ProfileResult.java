package dev.convscope.result;

import java.util.List;
import java.util.Locale;

/// Where the time of one inference goes.
///
/// Steps and the unattributed rest sum to the total.
///
/// @param totalNanos median time of one inference, all steps
/// @param unprofiledNanos median time of the same session without the clock between its steps
public record ProfileResult(
        String model,
        Environment environment,
        Peak peak,
        long totalNanos,
        long unattributedNanos,
        long unprofiledNanos,
        List<Step> steps)
        implements Result {
    public ProfileResult {
        steps = List.copyOf(steps);
    }

    /// One step of the plan.
    ///
    /// @param layers names of the layers it computes
    /// @param bytes read and written at least: weights, inputs, outputs
    /// @param shareOfRoof rate divided by the smaller of peak and intensity × bandwidth; above 1
    /// where fewer multiplications are done than counted
    public record Step(
            int step,
            String kernel,
            List<String> layers,
            long nanos,
            long macs,
            long bytes,
            double gflopPerSecond,
            double shareOfRoof,
            Bound bound) {
        public Step {
            layers = List.copyOf(layers);
        }
    }

    /// What keeps a step from being faster.
    public enum Bound {
        COMPUTE,
        BANDWIDTH,
        OVERHEAD;

        /// As in JSON: lower case.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
