package dev.convscope.bench;

import dev.convscope.analysis.NetworkCost;
import dev.convscope.graph.Graph;
import dev.convscope.model.Model;
import dev.convscope.result.BaselineResult;
import dev.convscope.result.BaselineResult.Benchmark;
import dev.convscope.result.GateProfile;
import dev.convscope.result.Latency;
import dev.convscope.result.LatencyResult;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Takes down what a gate compares: exact numbers, and times if they are wanted.
public final class GateMeasurement {
    /// Enough inferences to see an allocation.
    private static final Duration SHORT = Duration.ofMillis(300);

    private GateMeasurement() {}

    /// Measures every model of a profile. A model that cannot be measured is left out, which a
    /// comparison then finds missing.
    ///
    /// @param times whether to keep the medians of forks; they mean something on this machine only
    /// @return what was measured and what failed
    /// @throws dev.convscope.base.UserException if a model or the engine is not known
    public static Measured measure(
            GateProfile profile, boolean times, int forks, long seed, Progress progress) {
        var request =
                new LatencyRequest(
                        profile.modelNames(),
                        Map.of(),
                        List.of(profile.engineOrDefault()),
                        profile.threadsOrDefault(),
                        profile.batchOrDefault(),
                        times ? forks : 1,
                        times ? LatencyRequest.DEFAULT_TIME : SHORT,
                        seed);
        LatencyResult measured = LatencyBenchmark.run(request, progress);
        List<Benchmark> benchmarks = new ArrayList<>();
        for (Latency latency : measured.results()) benchmarks.add(benchmark(latency, times));
        var baseline =
                new BaselineResult(
                        digest(profile),
                        times ? Optional.of(measured.environment()) : Optional.empty(),
                        benchmarks);
        return new Measured(baseline, measured.failures(), measured.complete());
    }

    /// @param complete false if it was interrupted
    public record Measured(
            BaselineResult baseline, List<LatencyResult.Failure> failures, boolean complete) {
        public Measured {
            failures = List.copyOf(failures);
        }
    }

    private static Benchmark benchmark(Latency latency, boolean times) {
        Map<String, Long> exact = counts(Model.of(latency.model()).graph());
        exact.put("allocatedBytes", (long) Math.ceil(latency.allocatedBytesPerInference()));
        List<Long> medians =
                latency.forks().stream().map(fork -> Math.round(ForkSummary.median(fork))).toList();
        return new Benchmark(
                latency.model(),
                latency.engine(),
                latency.threads(),
                latency.batch(),
                exact,
                times ? medians : List.of());
    }

    /// What a network is: totals, and how many operators of each kind it has.
    static Map<String, Long> counts(Graph graph) {
        var cost = NetworkCost.of(graph);
        Map<String, Long> counts = new TreeMap<>();
        counts.put("params", cost.params());
        counts.put("macs", cost.macs());
        counts.put("weightBytes", cost.weightBytes());
        counts.put("peakActivationBytes", cost.peakActivationBytes());
        for (var node : graph.nodes()) {
            counts.merge("operators." + node.op().getClass().getSimpleName(), 1L, Long::sum);
        }
        return counts;
    }

    /// Of what was asked, so that a baseline of other settings is noticed.
    static String digest(GateProfile profile) {
        String settings =
                profile.engineOrDefault()
                        + "\n"
                        + profile.threadsOrDefault()
                        + "\n"
                        + profile.batchOrDefault()
                        + "\n"
                        + String.join("\n", profile.modelNames());
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(settings.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
