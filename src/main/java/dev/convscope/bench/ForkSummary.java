package dev.convscope.bench;

import dev.convscope.result.Latency;
import dev.convscope.statistics.Interval;
import dev.convscope.statistics.Percentiles;

import java.util.List;

/// Forks to one latency: every fork gives one number, its median.
public final class ForkSummary {
    /// How often the interval over forks holds the truth.
    public static final double CONFIDENCE = 0.95;

    private ForkSummary() {}

    /// Summarises at least one fork.
    public static Latency latency(
            String model,
            String engine,
            int threads,
            int batch,
            List<Latency.Fork> forks,
            Latency.Verified verified) {
        double[] medians = forks.stream().mapToDouble(ForkSummary::median).toArray();
        double[] all = forks.stream().flatMapToDouble(fork -> samples(fork)).toArray();
        double p50 = Percentiles.median(medians);
        Interval interval = Interval.ofGeometricMean(medians, CONFIDENCE).including(p50);
        return new Latency(
                model,
                engine,
                threads,
                batch,
                Math.round(Percentiles.of(all, 0)),
                Math.round(p50),
                Math.round(Percentiles.of(all, 0.9)),
                Math.round(interval.low()),
                Math.round(interval.high()),
                forks,
                verified);
    }

    /// The number that one fork gives, in nanoseconds.
    public static double median(Latency.Fork fork) {
        return Percentiles.median(samples(fork).toArray());
    }

    private static java.util.stream.DoubleStream samples(Latency.Fork fork) {
        return fork.sampleNanos().stream().mapToDouble(Long::doubleValue);
    }
}
