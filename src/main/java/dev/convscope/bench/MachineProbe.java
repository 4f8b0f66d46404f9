package dev.convscope.bench;

import dev.convscope.kernels.PeakScalar;
import dev.convscope.kernels.simd.PeakKernel;
import dev.convscope.result.JsonReader;
import dev.convscope.result.JsonWriter;
import dev.convscope.result.Peak;
import dev.convscope.result.ProbeResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;

/// A child JVM that finds out what the machine can do by doing it.
///
/// A peak is the best of many short trials: whatever disturbs a loop can only make it slower, and
/// a trial shorter than the scheduler's slice is seldom disturbed.
public final class MachineProbe {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long HEAP_BYTES = 1L << 30;

    /// Far beyond any last-level cache share of one core, all threads together.
    private static final long STREAM_BYTES = 384L << 20;

    /// What is read at once, in some milliseconds.
    private static final int CHUNKS = 24;

    private static final long WARM_UP_NANOS = 250_000_000;
    private static final int TRIALS = 200;
    private static final int NOISE_TRIALS = 200;

    /// Rounds of one trial: about half a millisecond.
    private static final int ROUNDS = 150_000;

    /// Rounds of the loop whose noise is told: some milliseconds, like a small network.
    private static final int NOISE_ROUNDS = 1_000_000;

    /// What the compilers cannot know: a factor that keeps the sums finite.
    private static final float FACTOR = 1e-6f;

    private MachineProbe() {}

    /// Starts the child and reads what it found.
    ///
    /// @throws MeasurementException if it finds nothing
    static ProbeResult run(int threads) throws InterruptedException {
        return run(threads, Affinity.ANY, List.of());
    }

    /// The same on some processors, with flags after those of every fork.
    static ProbeResult run(int threads, Affinity affinity, List<String> extraFlags)
            throws InterruptedException {
        try (var folder = Folder.create()) {
            Path log = folder.path().resolve("probe.log");
            Path file = folder.path().resolve("probe.json");
            var child =
                    ChildJvm.start(
                            affinity,
                            new ForkFlags(HEAP_BYTES).and(extraFlags),
                            ChildJvm.ownClassPath(),
                            MachineProbe.class.getName(),
                            List.of(Integer.toString(threads), file.toString()),
                            log);
            ChildJvm.await(child, "the JVM that measures the machine", LIMIT, log);
            return JsonReader.read(file, ProbeResult.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param arguments how many threads work at once, and the file for the result
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        var result = new MachineProbe().probe(threads);
        try (var out = Files.newOutputStream(Path.of(arguments[1]))) {
            JsonWriter.write(result, out);
        }
    }

    private ProbeResult probe(int threads) throws InterruptedException, ExecutionException {
        double scalar = bestRate(MachineProbe::scalarTrial);
        var peak =
                new Peak(
                        threads,
                        PeakKernel.vectorBits(),
                        together(threads, () -> bestRate(MachineProbe::vectorTrial)),
                        bandwidth(threads));
        return new ProbeResult(
                peak, scalar, bestRate(MachineProbe::clockTrial), noise(), ThisJvm.describe());
    }

    /// The sum over threads that start at once.
    private static double together(int threads, DoubleSupplier rate)
            throws InterruptedException, ExecutionException {
        var barrier = new CyclicBarrier(threads);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Double>> rates =
                    LongStream.range(0, threads)
                            .mapToObj(
                                    _ ->
                                            pool.submit(
                                                    () -> {
                                                        await(barrier);
                                                        return rate.getAsDouble();
                                                    }))
                            .toList();
            double sum = 0;
            for (var one : rates) sum += one.get();
            return sum;
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Warms up, then gives the best of some trials.
    private static double bestRate(DoubleSupplier trial) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOS) trial.getAsDouble();
        double best = 0;
        for (int i = 0; i < TRIALS; i++) best = Math.max(best, trial.getAsDouble());
        return best;
    }

    /// Operations per nanosecond.
    private static double vectorTrial() {
        long start = System.nanoTime();
        keep(PeakKernel.multiplyAdd(ROUNDS, FACTOR));
        long nanos = System.nanoTime() - start;
        return (double) ROUNDS * PeakKernel.operationsPerRound() / nanos;
    }

    private static double scalarTrial() {
        long start = System.nanoTime();
        keep(PeakScalar.multiplyAdd(ROUNDS, FACTOR));
        long nanos = System.nanoTime() - start;
        return (double) ROUNDS * PeakScalar.operationsPerRound() / nanos;
    }

    /// Cycles per nanosecond.
    private static double clockTrial() {
        long start = System.nanoTime();
        long value = PeakScalar.oneAfterTheOther(ROUNDS, start, 0x9e3779b97f4a7c15L);
        long nanos = System.nanoTime() - start;
        if (value == start) throw new IllegalStateException("the loop has not run");
        return (double) ROUNDS * PeakScalar.CYCLES_PER_ROUND / nanos;
    }

    /// Each thread reads its share of the stream round and round, one chunk a trial.
    private static double bandwidth(int threads) throws InterruptedException, ExecutionException {
        int length = Math.toIntExact(STREAM_BYTES / threads / CHUNKS / Float.BYTES);
        return together(
                threads,
                () -> {
                    float[][] stream = new float[CHUNKS][length];
                    for (float[] chunk : stream) Arrays.fill(chunk, FACTOR);
                    int[] turn = {0};
                    return bestRate(() -> readTrial(stream[turn[0]++ % CHUNKS]));
                });
    }

    /// Bytes per nanosecond.
    private static double readTrial(float[] chunk) {
        long start = System.nanoTime();
        keep(PeakKernel.read(chunk));
        long nanos = System.nanoTime() - start;
        return (double) chunk.length * Float.BYTES / nanos;
    }

    /// The same loop again and again; what differs is the machine.
    private static List<Long> noise() {
        long[] nanos = new long[NOISE_TRIALS];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            keep(PeakKernel.multiplyAdd(NOISE_ROUNDS, FACTOR));
            nanos[i] = System.nanoTime() - start;
        }
        return LongStream.of(nanos).boxed().toList();
    }

    /// A sum that is no number would mean that the loop was not the one meant.
    private static void keep(float sum) {
        if (!(sum > 0)) throw new IllegalStateException("a sum of positive numbers is " + sum);
    }
}
