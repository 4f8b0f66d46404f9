package dev.convscope.bench;

import dev.convscope.result.Latency;
import dev.convscope.result.Peak;
import dev.convscope.statistics.Interval;
import dev.convscope.statistics.Percentiles;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;

/// Forks to one latency: every fork gives one number, its median.
public final class ForkSummary {
    /// How often the interval over forks holds the truth.
    public static final double CONFIDENCE = 0.95;

    private final String engine;
    private final List<Latency.Fork> forks;
    private final double[] medians;
    private final double[] all;

    /// @param forks at least one
    ForkSummary(String engine, List<Latency.Fork> forks) {
        this.engine = engine;
        this.forks = List.copyOf(forks);
        this.medians = forks.stream().mapToDouble(ForkSummary::median).toArray();
        this.all = forks.stream().flatMapToDouble(ForkSummary::samples).toArray();
    }

    /// @param macs of one image
    /// @param peak of the machine, if it is known
    /// @param emptyJvmBytes memory of a fork that does nothing
    Latency latency(
            String model,
            int threads,
            int batch,
            long macs,
            Optional<Peak> peak,
            OptionalLong emptyJvmBytes,
            Latency.Verified verified) {
        long p50 = Math.round(Percentiles.median(medians));
        Optional<Interval> interval = interval();
        return new Latency(
                model,
                engine,
                threads,
                batch,
                macs,
                Math.round(Percentiles.of(all, 0)),
                p50,
                Math.round(Arrays.stream(all).average().orElseThrow()),
                percentile(0.9),
                percentile(0.99),
                end(interval.map(Interval::low)),
                end(interval.map(Interval::high)),
                Peak.rate(macs * batch, p50),
                peak.map(roof -> OptionalDouble.of(roof.share(macs * batch, p50)))
                        .orElse(OptionalDouble.empty()),
                Optional.empty(),
                startup(),
                residentBytes(emptyJvmBytes),
                forks,
                ForkRemarks.of(engine, forks, medians),
                verified);
    }

    /// Of the median over forks; absent with too few of them.
    Optional<Interval> interval() {
        if (medians.length < Latency.LEAST_FORKS) return Optional.empty();
        return Optional.of(
                Interval.ofGeometricMean(medians, CONFIDENCE)
                        .including(Percentiles.median(medians)));
    }

    private static OptionalLong end(Optional<Double> nanos) {
        return nanos.isPresent() ? OptionalLong.of(Math.round(nanos.get())) : OptionalLong.empty();
    }

    private OptionalLong percentile(double share) {
        return all.length < Percentiles.leastSamples(share)
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(Percentiles.of(all, share)));
    }

    private Latency.Startup startup() {
        return new Latency.Startup(
                typical(Latency.Startup::weightsNanos),
                typical(Latency.Startup::prepareNanos),
                typical(Latency.Startup::firstNanos),
                typical(Latency.Startup::coldStartNanos));
    }

    private long typical(ToLongFunction<Latency.Startup> time) {
        return Math.round(
                Percentiles.median(
                        forks.stream()
                                .mapToDouble(fork -> time.applyAsLong(fork.startup()))
                                .toArray()));
    }

    private OptionalLong residentBytes(OptionalLong emptyJvmBytes) {
        OptionalLong most =
                forks.stream()
                        .map(Latency.Fork::peakResidentBytes)
                        .flatMapToLong(OptionalLong::stream)
                        .max();
        return most.isPresent() && emptyJvmBytes.isPresent()
                ? OptionalLong.of(Math.max(0, most.getAsLong() - emptyJvmBytes.getAsLong()))
                : OptionalLong.empty();
    }

    /// The number that one fork gives, in nanoseconds.
    public static double median(Latency.Fork fork) {
        return Percentiles.median(samples(fork).toArray());
    }

    private static DoubleStream samples(Latency.Fork fork) {
        return fork.sampleNanos().stream().mapToDouble(Long::doubleValue);
    }
}
