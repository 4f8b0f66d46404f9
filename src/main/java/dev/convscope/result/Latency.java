package dev.convscope.result;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The measured latency of one model in one engine.
///
/// A sample is one timed inference of the whole batch. `min`, `mean` and percentiles are over all
/// samples of all forks; `p50` is the median of the forks' medians, because the fork, not the
/// inference, is the unit of replication. `low` and `high` are the 95 % interval over forks; absent
/// with fewer than {@link #LEAST_FORKS}, from which no interval is worth printing.
///
/// @param macs multiply-accumulates of one image, as designed
/// @param p90Nanos absent with too few samples for it
/// @param p99Nanos absent with too few samples for it
/// @param gflopPerSecond two operations per MAC, over `p50`
/// @param shareOfPeak that rate over the measured peak of the machine; above 1 where fewer
/// multiplications are done than counted
/// @param ratio its time by that of the peer engine of the same run
/// @param startup what comes before the first sample, told apart from it
/// @param residentBytes peak resident memory of the largest fork, less that of a JVM with the same
/// flags that does nothing; absent where the system does not tell
/// @param remarks what a reader of the numbers must know about some forks
public record Latency(
        String model,
        String engine,
        int threads,
        int batch,
        long macs,
        long minNanos,
        long p50Nanos,
        long meanNanos,
        OptionalLong p90Nanos,
        OptionalLong p99Nanos,
        OptionalLong lowNanos,
        OptionalLong highNanos,
        double gflopPerSecond,
        OptionalDouble shareOfPeak,
        Optional<Ratio> ratio,
        Startup startup,
        OptionalLong residentBytes,
        List<Fork> forks,
        List<Remark> remarks,
        Verified verified) {
    /// Fewer forks have no interval worth printing.
    public static final int LEAST_FORKS = 3;

    public Latency {
        forks = List.copyOf(forks);
        remarks = List.copyOf(remarks);
        if (forks.isEmpty()) throw new IllegalArgumentException("a latency needs a fork");
        if (threads < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "threads and batch must be at least 1, were " + threads + " and " + batch);
        }
    }

    /// The same beside a peer.
    public Latency with(Ratio ratio) {
        return new Latency(
                model,
                engine,
                threads,
                batch,
                macs,
                minNanos,
                p50Nanos,
                meanNanos,
                p90Nanos,
                p99Nanos,
                lowNanos,
                highNanos,
                gflopPerSecond,
                shareOfPeak,
                Optional.of(ratio),
                startup,
                residentBytes,
                forks,
                remarks,
                verified);
    }

    /// The most that one inference allocated, on average over a fork, in any fork.
    public double allocatedBytesPerInference() {
        return forks.stream().mapToDouble(Fork::allocatedBytesPerInference).max().orElseThrow();
    }

    /// One engine's `p50` by that of another, measured in turns in one run.
    ///
    /// @param against the other engine
    /// @param low of the 95 % interval over pairs of forks; absent with too few of them
    /// @param high of the same
    public record Ratio(String against, double value, OptionalDouble low, OptionalDouble high) {}

    /// Medians over forks of what happens once.
    ///
    /// @param weightsNanos making the random weights, which no engine is charged with
    /// @param prepareNanos from a graph and its weights to a session that can run: folding, packing
    /// and planning; for a peer our export and its own optimisation
    /// @param firstNanos the first inference of the JVM
    /// @param coldStartNanos from the start of the JVM to its first result, all of that and the
    /// harness included
    public record Startup(
            long weightsNanos, long prepareNanos, long firstNanos, long coldStartNanos) {}

    /// One fresh JVM.
    ///
    /// @param order place among all forks of the run, from 0
    /// @param sampleNanos the timed inferences in the order they were made
    /// @param startup what came before them
    /// @param warmupNanos all inferences before the first sample
    /// @param warmupQuiet whether the JIT had fallen quiet when the warm-up ended
    /// @param allocatedBytesPerInference heap allocated by all threads of the inference, by their
    /// own counters
    /// @param peakResidentBytes of the whole process, if the system tells
    /// @param stealShare processor time that the hypervisor gave to others meanwhile, 0 to 1
    public record Fork(
            int order,
            List<Long> sampleNanos,
            Startup startup,
            long warmupNanos,
            boolean warmupQuiet,
            double allocatedBytesPerInference,
            OptionalLong peakResidentBytes,
            double stealShare) {
        public Fork {
            sampleNanos = List.copyOf(sampleNanos);
            if (sampleNanos.isEmpty()) throw new IllegalArgumentException("a fork needs a sample");
        }
    }

    /// Something about some forks.
    ///
    /// @param forks which ones, counted from 1 in the order of {@link Latency#forks()}
    /// @param figure how much, in the unit of its kind
    /// @param otherwiseNanos `p50` without these forks, where there are others
    public record Remark(
            Kind kind, List<Integer> forks, double figure, OptionalLong otherwiseNanos) {
        public Remark {
            forks = List.copyOf(forks);
        }
    }

    /// What can be wrong with a fork.
    public enum Kind {
        /// some compiled to a slower mode; the figure is slow by fast
        SLOW_MODE("slowMode"),
        /// one is clearly slower than its siblings; the figure is its median by theirs
        SLOW_FORK("slowFork"),
        /// half of its inferences were clearly slower than its fastest; the figure is the largest
        /// ratio
        UNSTEADY("unsteady"),
        /// the JIT still worked when the warm-up had to end; the figure is the longest, in seconds
        NOT_QUIET("notQuiet"),
        /// an engine that should allocate nothing did; the figure is the most bytes an inference
        ALLOCATED("allocated"),
        /// a hypervisor took the processor away; the figure is the largest share
        STOLEN("stolen");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As in JSON.
        @Override
        public String toString() {
            return word;
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
