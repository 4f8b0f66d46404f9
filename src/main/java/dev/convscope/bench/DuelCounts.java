package dev.convscope.bench;

import dev.convscope.result.BaselineResult.Benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What does not depend on the machine, as either build of a duel counts it.
///
/// @param base as far as the build can count; empty where both sides are one build
/// @param head as far as the build can count
public record DuelCounts(List<Benchmark> base, List<Benchmark> head) {
    private static final List<String> OF_PLANS = List.of("planSteps", "arenaBytes");

    public DuelCounts {
        base = List.copyOf(base);
        head = List.copyOf(head);
    }

    /// Has both builds count every model that both of them run; two networks differ on purpose.
    ///
    /// @throws InterruptedException if this thread is interrupted
    public static DuelCounts of(DuelRequest request, Progress progress)
            throws InterruptedException {
        List<Benchmark> base = new ArrayList<>();
        List<Benchmark> head = new ArrayList<>();
        if (!request.base().classPath().equals(request.head().classPath())) {
            for (int i = 0; i < request.base().models().size(); i++) {
                String model = request.head().models().get(i);
                if (!request.base().models().get(i).equals(model)) continue;
                progress.at("counts of " + model, 0, Duration.ZERO);
                count(request, request.base(), model, base);
                count(request, request.head(), model, head);
            }
        }
        return new DuelCounts(base, head);
    }

    /// A build that cannot count a model leaves it out, which a comparison then finds.
    private static void count(
            DuelRequest request, DuelSide side, String model, List<Benchmark> counted)
            throws InterruptedException {
        try {
            Map<String, Long> exact =
                    new TreeMap<>(PlanCounts.of(side.classPath(), List.of(model)).get(model));
            if (!request.engine().equals("vector")) exact.keySet().removeIf(DuelCounts::isOfPlan);
            counted.add(
                    Benchmark.of(
                            model,
                            request.engine(),
                            request.threads(),
                            request.batch(),
                            exact,
                            List.of()));
        } catch (MeasurementException e) {
            LatencyRun.waitForAnInterrupt();
        }
    }

    private static boolean isOfPlan(String metric) {
        return OF_PLANS.stream().anyMatch(metric::startsWith);
    }
}
