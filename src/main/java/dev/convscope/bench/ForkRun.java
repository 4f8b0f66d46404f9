package dev.convscope.bench;

import dev.convscope.engine.Session;
import dev.convscope.engine.Verification;
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
    private final long prepareNanos;
    private final long firstNanos;
    private final Latency.Verified verified;
    private final WarmUp.Outcome warmUp;

    private final com.sun.management.ThreadMXBean threads =
            ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
    private final long[] samples = new long[MOST_SAMPLES];
    private int taken;
    private long allocated;
    private boolean keep;

    private ForkRun(ForkRequest request) throws IOException {
        this.request = request;
        long start = System.nanoTime();
        var graph = request.workload().graph();
        session = request.workload().prepare(graph, request.engine(), request.threads());
        prepareNanos = System.nanoTime() - start;
        input = request.workload().input(graph);
        output = new float[session.outputLength()];
        start = System.nanoTime();
        session.run(input, output);
        firstNanos = System.nanoTime() - start;
        verified = verify();
        warmUp = verified.agrees() ? warmUp() : new WarmUp.Outcome(0, false);
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
                .run(this::sample, request.warmUp());
    }

    void keepSamples(boolean keep) {
        this.keep = keep;
    }

    /// One timed inference of the batch. What is around the clock is not timed.
    float[] sample() {
        long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        for (int image = 0; image < request.batch(); image++) session.run(input, output);
        long nanos = System.nanoTime() - start;
        long allocatedAfter = threads.getCurrentThreadAllocatedBytes();
        if (keep && taken < samples.length) {
            samples[taken++] = nanos;
            allocated += allocatedAfter - allocatedBefore;
        }
        return output;
    }

    void finish() throws IOException {
        session.close();
        var result =
                new ForkResult(
                        request.workload().model(),
                        request.engine(),
                        verified,
                        samplesTaken(),
                        prepareNanos,
                        firstNanos,
                        warmUp.nanos(),
                        warmUp.quiet(),
                        allocated,
                        ThisJvm.describe());
        try (var out = Files.newOutputStream(request.result())) {
            JsonWriter.write(result, out);
        }
    }

    private List<Long> samplesTaken() {
        return LongStream.of(Arrays.copyOf(samples, taken)).boxed().toList();
    }
}
