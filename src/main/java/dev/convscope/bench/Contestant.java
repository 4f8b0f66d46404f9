package dev.convscope.bench;

import dev.convscope.analysis.NetworkCost;
import dev.convscope.engine.Engines;
import dev.convscope.graph.Graph;
import dev.convscope.result.ForkResult;
import dev.convscope.result.Latency;
import dev.convscope.result.LatencyResult;
import dev.convscope.result.Peak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One model in one engine, and what its forks gave so far.
final class Contestant {
    /// For a first guess at how long something takes.
    private static final double USUAL_GFLOP_PER_SECOND = 60;

    /// What a vector engine needs until C2 is done, roughly.
    private static final int WARM_UP_INFERENCES = 15;

    private final Workload workload;
    private final String name;
    private final String engine;
    private final List<String> extraFlags;
    private final long heapBytes;
    private final long macs;
    private final Path expected;
    private final List<Latency.Fork> forks = new ArrayList<>();
    private Latency.Verified verified;
    private LatencyResult.Failure failure;

    /// @param extraFlags flags of its forks after those of every fork
    /// @throws dev.convscope.base.UserException if there is no such engine, or not the memory
    Contestant(
            Workload workload, Graph graph, String engine, List<String> extraFlags, Path expected) {
        this(workload, graph, engine, engine, extraFlags, expected);
    }

    /// The vector engine with one more flag, which its name tells.
    static Contestant trying(
            String flag, Workload workload, Graph graph, List<String> extraFlags, Path expected) {
        List<String> flags = new ArrayList<>(extraFlags);
        flags.add(flag);
        return new Contestant(workload, graph, "vector " + flag, "vector", flags, expected);
    }

    private Contestant(
            Workload workload,
            Graph graph,
            String name,
            String engine,
            List<String> extraFlags,
            Path expected) {
        this.workload = workload;
        this.name = name;
        this.engine = Engines.named(engine).name();
        this.extraFlags = List.copyOf(extraFlags);
        this.heapBytes = HeapSize.of(workload.model(), graph);
        this.macs = NetworkCost.of(graph).macs();
        this.expected = expected;
    }

    String label() {
        return workload.model() + " " + name;
    }

    Workload workload() {
        return workload;
    }

    /// What a fork will take, roughly: starting, preparing, warming up, and the samples.
    Duration guess(LatencyRequest request) {
        double inference = 2e-9 * macs * request.batch() / USUAL_GFLOP_PER_SECOND;
        double warmUp = Math.clamp(WARM_UP_INFERENCES * inference, 1, 15);
        return Duration.ofMillis((long) (1e3 * (2 + warmUp))).plus(request.time());
    }

    ForkRequest request(LatencyRequest request, WarmUp.Bounds warmUp, Path folder, int order) {
        return request(
                request.threads(),
                request.batch(),
                request.conditions(),
                request.time(),
                warmUp,
                folder,
                order);
    }

    /// What a fork of it has to measure.
    ///
    /// @param order a number that no other fork in the folder has
    ForkRequest request(
            int threads, int batch, Duration time, WarmUp.Bounds warmUp, Path folder, int order) {
        return request(threads, batch, Conditions.DEFAULT, time, warmUp, folder, order);
    }

    private ForkRequest request(
            int threads,
            int batch,
            Conditions conditions,
            Duration time,
            WarmUp.Bounds warmUp,
            Path folder,
            int order) {
        return new ForkRequest(
                workload,
                engine,
                threads,
                batch,
                conditions.exact(),
                conditions.protocol(),
                time,
                warmUp,
                heapBytes,
                extraFlags,
                expected,
                folder.resolve("fork-" + order + ".json"),
                folder.resolve("fork-" + order + ".log"));
    }

    /// Takes in a fork; one that disagrees with the reference ends this contestant.
    void add(ForkResult result, int order, double stealShare) {
        if (!result.verified().agrees()) {
            fail(
                    "disagrees with the "
                            + result.verified().against()
                            + " engine by "
                            + result.verified().maxRelError()
                            + " of the logits' scale, at most "
                            + Latency.Verified.TOLERANCE
                            + " is allowed",
                    List.of());
            return;
        }
        if (verified == null || result.verified().maxRelError() > verified.maxRelError()) {
            verified = result.verified();
        }
        forks.add(
                new Latency.Fork(
                        order,
                        result.sampleNanos(),
                        result.startup(),
                        result.warmupNanos(),
                        result.warmupQuiet(),
                        (double) result.allocatedBytes() / result.sampleNanos().size(),
                        result.peakResidentBytes(),
                        stealShare));
    }

    void fail(String reason, List<String> log) {
        if (failure == null) {
            failure = new LatencyResult.Failure(workload.model(), name, reason, log);
        }
    }

    /// Why there is no number, if there is none.
    Optional<LatencyResult.Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /// The latency over the forks so far.
    ///
    /// @param emptyJvmBytes memory of a fork that does nothing
    Optional<Latency> latency(
            LatencyRequest request, Optional<Peak> peak, OptionalLong emptyJvmBytes) {
        if (failure != null || forks.isEmpty()) return Optional.empty();
        return Optional.of(
                new ForkSummary(name, forks)
                        .latency(
                                workload.model(),
                                request.threads(),
                                request.batch(),
                                macs,
                                peak,
                                emptyJvmBytes,
                                verified));
    }

    /// Of its forks.
    List<String> flags() {
        return new ForkFlags(heapBytes).and(extraFlags);
    }
}
