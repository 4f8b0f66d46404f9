package dev.convscope.bench;

import dev.convscope.analysis.NetworkCost;
import dev.convscope.graph.Graph;
import dev.convscope.model.Model;
import dev.convscope.result.BaselineResult;
import dev.convscope.result.BaselineResult.Benchmark;
import dev.convscope.result.GateProfile;
import dev.convscope.result.Latency;
import dev.convscope.result.LatencyResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Takes down what a gate compares: exact numbers, and times if they are wanted.
public final class GateMeasurement {
    /// Enough inferences to see an allocation.
    private static final Duration SHORT = Duration.ofMillis(300);

    /// Whether C2 keeps every vector in a register is a matter of luck in each JVM. A model counts
    /// as one that allocates if all forks of so many rounds more do.
    private static final int ROUNDS_IN_DOUBT = 3;

    private static final int FORKS_IN_DOUBT = 2;

    private final GateProfile profile;
    private final long seed;
    private final Progress progress;

    private GateMeasurement(GateProfile profile, long seed, Progress progress) {
        this.profile = profile;
        this.seed = seed;
        this.progress = progress;
    }

    /// Measures every model of a profile. A model that cannot be measured is left out, which a
    /// comparison then finds missing.
    ///
    /// @param times whether to keep the medians of forks; they mean something on this machine only
    /// @param soFar given what there is after each fork, for a run that is killed
    /// @return what was measured and what failed
    /// @throws dev.convscope.base.UserException if a model or the engine is not known
    public static Measured measure(
            GateProfile profile,
            boolean times,
            int forks,
            long seed,
            Progress progress,
            Consumer<BaselineResult> soFar) {
        var measurement = new GateMeasurement(profile, seed, progress);
        LatencyResult first =
                measurement.run(
                        profile.modelNames(),
                        times ? forks : 1,
                        times ? LatencyRequest.DEFAULT_TIME : SHORT,
                        part -> soFar.accept(measurement.measured(part, times).baseline()));
        return measurement.measured(first, times);
    }

    private LatencyResult run(
            List<String> models, int forks, Duration time, Consumer<LatencyResult> soFar) {
        var request =
                new LatencyRequest(
                        models,
                        Map.of(),
                        List.of(profile.engineOrDefault()),
                        profile.threadsOrDefault(),
                        profile.batchOrDefault(),
                        forks,
                        time,
                        seed);
        return LatencyBenchmark.run(request, progress, soFar);
    }

    private Measured measured(LatencyResult first, boolean times) {
        boolean complete = first.complete();
        List<LatencyResult.Failure> failures = new ArrayList<>(first.failures());
        Map<String, Map<String, Long>> plans = Map.of();
        Map<String, Double> allocated = new TreeMap<>();
        for (Latency latency : first.results()) {
            allocated.put(latency.model(), leastAllocated(latency));
        }
        for (int round = 0; complete && round < ROUNDS_IN_DOUBT; round++) {
            List<String> doubtful =
                    allocated.keySet().stream().filter(model -> allocated.get(model) > 0).toList();
            if (doubtful.isEmpty()) break;
            var again = run(doubtful, FORKS_IN_DOUBT, SHORT, _ -> {});
            complete = again.complete();
            failures.addAll(again.failures());
            for (Latency latency : again.results()) {
                allocated.merge(latency.model(), leastAllocated(latency), Math::min);
            }
        }
        try {
            if (complete && !first.results().isEmpty() && usesPlans()) {
                plans =
                        PlanCounts.of(
                                ChildJvm.ownClassPath(),
                                first.results().stream().map(Latency::model).toList());
            }
        } catch (InterruptedException e) {
            complete = false;
        } catch (MeasurementException e) {
            failures.add(
                    new LatencyResult.Failure(
                            "plans", profile.engineOrDefault(), e.getMessage(), e.log()));
        }
        List<Benchmark> benchmarks = new ArrayList<>();
        for (Latency latency : first.results()) {
            Map<String, Long> exact = counts(Model.of(latency.model()).graph());
            exact.putAll(plans.getOrDefault(latency.model(), Map.of()));
            exact.put("allocatedBytes", (long) Math.ceil(allocated.get(latency.model())));
            benchmarks.add(benchmark(latency, exact, times));
        }
        var baseline =
                BaselineResult.sealed(
                        profile.digest(),
                        complete && failures.isEmpty(),
                        times ? Optional.of(first.environment()) : Optional.empty(),
                        benchmarks);
        return new Measured(baseline, failures, complete);
    }

    private boolean usesPlans() {
        return profile.engineOrDefault().equals("vector");
    }

    private static double leastAllocated(Latency latency) {
        return latency.forks().stream()
                .mapToDouble(Latency.Fork::allocatedBytesPerInference)
                .min()
                .orElseThrow();
    }

    /// @param complete false if it was interrupted
    public record Measured(
            BaselineResult baseline, List<LatencyResult.Failure> failures, boolean complete) {
        public Measured {
            failures = List.copyOf(failures);
        }
    }

    private static Benchmark benchmark(Latency latency, Map<String, Long> exact, boolean times) {
        List<Long> medians =
                latency.forks().stream().map(fork -> Math.round(ForkSummary.median(fork))).toList();
        return Benchmark.of(
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
}
