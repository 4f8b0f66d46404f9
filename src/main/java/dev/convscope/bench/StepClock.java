package dev.convscope.bench;

import dev.convscope.executor.Executor;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Times the steps of the very executor that `latency` times: the same calls in the same order,
/// with a look at the clock between them.
final class StepClock {
    private final Executor executor;
    private final int steps;
    private final float[] input;
    private final float[] output;
    private final long[] stamps;

    StepClock(Executor executor, float[] input, float[] output) {
        this.executor = executor;
        this.steps = executor.plan().steps().size();
        this.input = input;
        this.output = output;
        this.stamps = new long[steps + 1];
    }

    /// One inference, as unobserved as in `latency`.
    ///
    /// @return nanoseconds
    long unprofiled() {
        long start = System.nanoTime();
        executor.run(input, output);
        return System.nanoTime() - start;
    }

    /// One inference with the clock between its steps.
    ///
    /// @return nanoseconds of each step, then of the whole
    long[] profiled() {
        long start = System.nanoTime();
        executor.run(input, output, stamps);
        long total = System.nanoTime() - start;
        long[] nanos = new long[steps + 1];
        for (int step = 0; step < steps; step++) nanos[step] = stamps[step + 1] - stamps[step];
        nanos[steps] = total;
        return nanos;
    }

    /// The rows whose last column lies in the middle half: undisturbed, and neither luckier than
    /// most.
    static long[][] middleHalf(long[][] rows) {
        int total = rows[0].length - 1;
        long[] totals = Arrays.stream(rows).mapToLong(row -> row[total]).sorted().toArray();
        long low = totals[totals.length / 4];
        long high = totals[totals.length - 1 - totals.length / 4];
        return Arrays.stream(rows)
                .filter(row -> low <= row[total] && row[total] <= high)
                .toArray(long[][]::new);
    }

    /// The mean of each column, rounded down.
    static long[] means(long[][] rows) {
        return IntStream.range(0, rows[0].length)
                .mapToLong(
                        column ->
                                Arrays.stream(rows).mapToLong(row -> row[column]).sum()
                                        / rows.length)
                .toArray();
    }

    /// The same for a single column.
    static long middleMean(LongStream values) {
        long[][] rows = values.mapToObj(value -> new long[] {value}).toArray(long[][]::new);
        return means(middleHalf(rows))[0];
    }
}
