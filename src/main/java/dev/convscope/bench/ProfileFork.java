package dev.convscope.bench;

import dev.convscope.engine.Verification;
import dev.convscope.executor.Executor;
import dev.convscope.executor.Host;
import dev.convscope.plan.Plan;
import dev.convscope.plan.Planner;
import dev.convscope.plan.Step;
import dev.convscope.plan.Target;
import dev.convscope.result.JsonWriter;
import dev.convscope.result.Latency;
import dev.convscope.result.StepTimesResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A child JVM that times every step of a network's plan, verified first, then warmed up.
public final class ProfileFork {
    private ProfileFork() {}

    /// @param arguments a file with a {@link ForkRequest}
    public static void main(String[] arguments) throws IOException {
        var request = ForkRequest.read(Path.of(arguments[0]));
        try (var out = Files.newOutputStream(request.result())) {
            JsonWriter.write(measure(request), out);
        }
    }

    private static StepTimesResult measure(ForkRequest request) throws IOException {
        var graph = request.workload().graph();
        var weights = request.workload().weights(graph);
        var target = new Target(Host.machine(), request.exact(), request.threads());
        Plan plan = Planner.plan(graph, weights, target);
        float[] output = new float[Math.toIntExact(plan.output().elements())];
        try (var executor = new Executor(plan, request.threads())) {
            var clock = new StepClock(executor, request.workload().input(graph), output);
            clock.unprofiled();
            var verified =
                    ForkRun.verified(
                            Verification.compare(FloatFile.read(request.expected()), output));
            return verified.agrees()
                    ? times(clock, plan, verified, request)
                    : new StepTimesResult(verified, 0, 0, 0, 0, List.of(), ThisJvm.describe());
        }
    }

    private static StepTimesResult times(
            StepClock clock, Plan plan, Latency.Verified verified, ForkRequest request) {
        new WarmUp(System::nanoTime, JitActivity.ofThisJvm())
                .run(
                        () -> {
                            clock.unprofiled();
                            clock.profiled();
                        },
                        request.warmUp());
        List<long[]> profiled = new ArrayList<>();
        List<Long> unprofiled = new ArrayList<>();
        alternate(clock, request.time(), profiled, unprofiled);
        long[][] kept = StepClock.middleHalf(profiled.toArray(long[][]::new));
        long[] means = StepClock.means(kept);
        List<StepTimesResult.Step> steps = new ArrayList<>();
        long attributed = 0;
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            steps.add(
                    new StepTimesResult.Step(
                            step.kernel(), step.layers(), means[i], step.macs(), step.bytes()));
            attributed += means[i];
        }
        long total = means[means.length - 1];
        return new StepTimesResult(
                verified,
                kept.length,
                total,
                total - attributed,
                StepClock.middleMean(unprofiled.stream().mapToLong(Long::longValue)),
                steps,
                ThisJvm.describe());
    }

    /// One with the clock, one without, so that both see the same machine.
    private static void alternate(
            StepClock clock, Duration time, List<long[]> profiled, List<Long> unprofiled) {
        long start = System.nanoTime();
        do {
            unprofiled.add(clock.unprofiled());
            profiled.add(clock.profiled());
        } while (System.nanoTime() - start < time.toNanos() || profiled.size() < 4);
    }
}
