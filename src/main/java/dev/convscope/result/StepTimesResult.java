package dev.convscope.result;

import java.util.List;

/// What one fork found about the steps of a plan; a build writes it for another to read.
///
/// Times are means over the inferences whose total lay in the middle half, so steps and
/// the unattributed rest sum to the total.
///
/// @param inferences how many those were
/// @param unprofiledNanos one inference of the same plan without a clock between its steps
public record StepTimesResult(
        Latency.Verified verified,
        int inferences,
        long totalNanos,
        long unattributedNanos,
        long unprofiledNanos,
        List<Step> steps,
        ForkResult.Jvm jvm)
        implements Result {
    public StepTimesResult {
        steps = List.copyOf(steps);
    }

    /// One step.
    ///
    /// @param macs multiply-accumulates of its layers, as designed
    /// @param bytes that it must move at least
    public record Step(String kernel, List<String> layers, long nanos, long macs, long bytes) {
        public Step {
            layers = List.copyOf(layers);
        }
    }
}
