package dev.convscope.bench;

import dev.convscope.engine.Engines;
import dev.convscope.graph.Graph;
import dev.convscope.result.ForkResult;
import dev.convscope.result.Latency;
import dev.convscope.result.LatencyResult;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One model in one engine, and what its forks gave so far.
final class Contestant {
    private final Workload workload;
    private final String engine;
    private final long heapBytes;
    private final Path expected;
    private final List<Latency.Fork> forks = new ArrayList<>();
    private Latency.Verified verified;
    private LatencyResult.Failure failure;

    /// @throws dev.convscope.base.UserException if there is no such engine, or not the memory
    Contestant(Workload workload, Graph graph, String engine, Path expected) {
        this.workload = workload;
        this.engine = Engines.named(engine).name();
        this.heapBytes = HeapSize.of(workload.model(), graph);
        this.expected = expected;
    }

    String label() {
        return workload.model() + " " + engine;
    }

    Workload workload() {
        return workload;
    }

    ForkRequest request(LatencyRequest request, WarmUp.Bounds warmUp, Path folder, int order) {
        return request(request.threads(), request.batch(), request.time(), warmUp, folder, order);
    }

    /// What a fork of it has to measure.
    ///
    /// @param order a number that no other fork in the folder has
    ForkRequest request(
            int threads, int batch, Duration time, WarmUp.Bounds warmUp, Path folder, int order) {
        return new ForkRequest(
                workload,
                engine,
                threads,
                batch,
                time,
                warmUp,
                heapBytes,
                List.of(),
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
                        result.prepareNanos(),
                        result.firstNanos(),
                        result.warmupNanos(),
                        result.warmupQuiet(),
                        (double) result.allocatedBytes() / result.sampleNanos().size(),
                        stealShare));
    }

    void fail(String reason, List<String> log) {
        if (failure == null) {
            failure = new LatencyResult.Failure(workload.model(), engine, reason, log);
        }
    }

    /// Why there is no number, if there is none.
    Optional<LatencyResult.Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /// The latency over the forks so far.
    Optional<Latency> latency(LatencyRequest request) {
        if (failure != null || forks.isEmpty()) return Optional.empty();
        return Optional.of(
                ForkSummary.latency(
                        workload.model(),
                        engine,
                        request.threads(),
                        request.batch(),
                        forks,
                        verified));
    }
}
