package dev.convscope.result;

import java.util.List;
import java.util.Locale;

/// Where the time of one inference goes.
///
/// Steps and the unattributed rest sum to the total; so do layers and kinds, which are the same
/// steps in other groups.
///
/// @param threads of the inference
/// @param exact whether the plan is one without Winograd's transforms
/// @param totalNanos mean time of an undisturbed inference with the clock between its steps
/// @param unprofiledNanos the same without
/// @param overhead what the clock adds, as a share of the unprofiled time; noise may make it
/// negative
/// @param forkNanos the total of every fork; the one shown is their median
/// @param kinds all steps by what their layers are
/// @param layers all steps by the layers that they cover, in order
public record ProfileResult(
        String model,
        Environment environment,
        Peak peak,
        int threads,
        boolean exact,
        long totalNanos,
        long unattributedNanos,
        long unprofiledNanos,
        double overhead,
        List<Long> forkNanos,
        List<Group> kinds,
        List<Group> layers,
        List<Step> steps)
        implements Result {
    public ProfileResult {
        forkNanos = List.copyOf(forkNanos);
        kinds = List.copyOf(kinds);
        layers = List.copyOf(layers);
        steps = List.copyOf(steps);
    }

    /// One step of the plan.
    ///
    /// @param layers names of the layers it computes
    /// @param bytes read and written at least: weights, inputs, outputs
    /// @param shareOfRoof rate divided by the smaller of peak and intensity × bandwidth; above 1
    /// where fewer multiplications are done than counted, or data stayed in a cache
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

    /// Steps that belong together.
    ///
    /// @param name of the layers in short, or of the kind
    /// @param steps their indices
    /// @param kernels each once, the one that takes longest first
    /// @param share of the total time
    /// @param flopPerByte arithmetic intensity: two operations per MAC
    public record Group(
            String name,
            List<Integer> steps,
            List<String> kernels,
            long nanos,
            double share,
            long macs,
            long bytes,
            double flopPerByte,
            double gflopPerSecond,
            double shareOfRoof,
            Bound bound) {
        public Group {
            steps = List.copyOf(steps);
            kernels = List.copyOf(kernels);
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
