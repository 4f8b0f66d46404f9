package dev.convscope.bench;

import dev.convscope.engine.Engine;
import dev.convscope.engine.Engines;
import dev.convscope.engine.Session;
import dev.convscope.engine.Verification;
import dev.convscope.graph.Graph;
import dev.convscope.result.ForkResult;
import dev.convscope.result.JsonWriter;
import dev.convscope.result.Latency;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// What happens inside of a fork: prepare, verify, warm up, take samples, write them down.
///
/// Verification uses the very session and input that are timed afterwards.
final class ForkRun {
    /// Samples of one fork that are kept; a fork that makes more is of a network so small that
    /// more would tell nothing.
    private static final int MOST_SAMPLES = 50_000;

    private final ForkRequest request;
    private final Session session;
    private final float[] input;
    private final float[] output;
    private final Latency.Startup startup;
    private final Latency.Verified verified;
    private final WarmUp.Outcome warmUp;
    private final AllocationMeter allocation;
    private final long[] samples = new long[MOST_SAMPLES];
    private int taken;
    private boolean keep;

    private ForkRun(ForkRequest request) throws IOException {
        this.request = request;
        Graph graph = request.workload().graph();
        var weights = new TimedWeights(request.workload().weights(graph));
        long start = System.nanoTime();
        session =
                Engines.named(request.engine())
                        .prepare(
                                graph,
                                weights,
                                new Engine.Options(request.threads(), request.exact()));
        long prepareNanos = System.nanoTime() - start - weights.nanos();
        input = request.workload().input(graph);
        output = new float[session.outputLength()];
        start = System.nanoTime();
        session.run(input, output);
        long firstNanos = System.nanoTime() - start;
        startup =
                new Latency.Startup(
                        weights.nanos(), Math.max(0, prepareNanos), firstNanos, sinceStart());
        verified = verify();
        warmUp = verified.agrees() ? warmUp() : new WarmUp.Outcome(0, false);
        allocation = new AllocationMeter(MOST_SAMPLES);
    }

    /// A run that is warm, or one whose output disagrees and that therefore ends here.
    ///
    /// @throws IllegalStateException if the output disagrees; the result says by how much
    static ForkRun prepare(ForkRequest request) throws IOException {
        var run = new ForkRun(request);
        if (!run.verified.agrees()) {
            run.finish();
            throw new IllegalStateException("disagrees with the reference: " + run.verified);
        }
        return run;
    }

    private static long sinceStart() {
        return ManagementFactory.getRuntimeMXBean().getUptime() * 1_000_000;
    }

    private Latency.Verified verify() throws IOException {
        return verified(Verification.compare(FloatFile.read(request.expected()), output));
    }

    static Latency.Verified verified(Verification verification) {
        return new Latency.Verified(
                "reference",
                finite(verification.maxAbsError()),
                finite(verification.maxRelError()));
    }

    /// Where a number met none, the error is the largest there is.
    private static double finite(double error) {
        return Math.min(error, Double.MAX_VALUE);
    }

    private WarmUp.Outcome warmUp() {
        return new WarmUp(System::nanoTime, JitActivity.ofThisJvm())
                .run(this::infer, request.warmUp());
    }

    void keepSamples(boolean keep) {
        this.keep = keep;
    }

    private void infer() {
        for (int image = 0; image < request.batch(); image++) session.run(input, output);
    }

    /// One timed inference of the batch. What is around the clock is not timed.
    float[] sample() {
        allocation.begin();
        long start = System.nanoTime();
        infer();
        long nanos = System.nanoTime() - start;
        boolean kept = keep && taken < samples.length;
        allocation.end(kept);
        if (kept) samples[taken++] = nanos;
        return output;
    }

    void finish() throws IOException {
        long allocated = allocation.bytes();
        session.close();
        var result =
                new ForkResult(
                        request.workload().model(),
                        request.engine(),
                        verified,
                        samplesTaken(),
                        startup,
                        warmUp.nanos(),
                        warmUp.quiet(),
                        allocated,
                        ResidentMemory.peakOfThisJvm(),
                        ThisJvm.describe());
        try (var out = Files.newOutputStream(request.result())) {
            JsonWriter.write(result, out);
        }
    }

    private List<Long> samplesTaken() {
        return LongStream.of(Arrays.copyOf(samples, taken)).boxed().toList();
    }
}
