package dev.convscope.result;

import java.util.List;

/// The measured latency of one model in one engine.
///
/// A sample is one timed inference of the whole batch. Minimum and `p90` are over all samples of
/// all forks; `p50` is the median of the forks' medians, because the fork, not the inference, is
/// the unit of replication. `low` and `high` are the 95 % interval over forks.
public record Latency(
        String model,
        String engine,
        int threads,
        int batch,
        long minNanos,
        long p50Nanos,
        long p90Nanos,
        long lowNanos,
        long highNanos,
        List<Fork> forks,
        Verified verified) {
    public Latency {
        forks = List.copyOf(forks);
        if (forks.isEmpty()) throw new IllegalArgumentException("a latency needs a fork");
        if (threads < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "threads and batch must be at least 1, were " + threads + " and " + batch);
        }
    }

    /// The most that one inference allocated, on average over a fork, in any fork.
    public double allocatedBytesPerInference() {
        return forks.stream().mapToDouble(Fork::allocatedBytesPerInference).max().orElseThrow();
    }

    /// One fresh JVM.
    ///
    /// @param order place among all forks of the run, from 0
    /// @param sampleNanos the timed inferences in the order they were made
    /// @param prepareNanos from the model's text to a session that can run
    /// @param firstNanos the first inference of the JVM
    /// @param warmupNanos all inferences before the first sample
    /// @param warmupQuiet whether the JIT had fallen quiet when the warm-up ended
    /// @param allocatedBytesPerInference heap allocated by the calling thread, by its own counter
    /// @param stealShare processor time that the hypervisor gave to others meanwhile, 0 to 1
    public record Fork(
            int order,
            List<Long> sampleNanos,
            long prepareNanos,
            long firstNanos,
            long warmupNanos,
            boolean warmupQuiet,
            double allocatedBytesPerInference,
            double stealShare) {
        public Fork {
            sampleNanos = List.copyOf(sampleNanos);
            if (sampleNanos.isEmpty()) throw new IllegalArgumentException("a fork needs a sample");
        }
    }

    /// How far the timed session was from the reference on the timed input.
    ///
    /// @param against the engine that gave the expected output
    /// @param maxAbsError largest absolute difference
    /// @param maxRelError the same, divided by the largest absolute expected value
    public record Verified(String against, double maxAbsError, double maxRelError) {
        /// The largest `maxRelError` of outputs that agree.
        public static final double TOLERANCE = 1e-4;

        public boolean agrees() {
            return maxRelError <= TOLERANCE;
        }
    }
}
