package dev.convscope.bench;

import dev.convscope.executor.Executor;
import dev.convscope.executor.Host;
import dev.convscope.graph.Op;
import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.simd.SimdKernels;
import dev.convscope.plan.Plan;
import dev.convscope.plan.Planner;
import dev.convscope.plan.Step;
import dev.convscope.plan.Target;
import dev.convscope.weights.Weights;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One layer of the zoo again and again, as the planner would execute it on this machine, by one
/// thread: the plan of a network of that layer alone, less what moves the image in and the result
/// out. Started by {@link KernelHost}.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelBenchmark {
    /// Index in {@link KernelLayer#ALL}.
    @Param("0")
    public int layer;

    private static final int COMPILING_CALLS = 2_000;

    /// Floats of an activation: 16 KiB, which stay in the first-level cache, where a plan applies
    /// it, too.
    static final int HOT = 4096;

    private final float[] numbers = new float[HOT];
    private final float[] hot = new float[HOT];
    private Activation activation;
    private Executor executor;
    private int[] steps;
    private float[] image;
    private float[] output;

    static Plan plan(KernelLayer layer) {
        var graph = layer.graph();
        var target = new Target(Host.machine(), layer.exact(), 1);
        return Planner.plan(graph, Weights.random(graph, 1), target);
    }

    /// Steps of a plan that compute.
    static int[] computing(Plan plan) {
        return IntStream.range(0, plan.steps().size())
                .filter(step -> computes(plan.steps().get(step).call()))
                .toArray();
    }

    private static boolean computes(KernelCall call) {
        return !(call instanceof KernelCall.PackImage
                || call instanceof KernelCall.UnpackOutput
                || call instanceof KernelCall.ZeroHalo);
    }

    /// Names of the kernels that compute.
    static String kernels(Plan plan) {
        List<Step> all = plan.steps();
        return Arrays.stream(computing(plan))
                .mapToObj(step -> all.get(step).kernel())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    @Setup
    public void prepare() {
        var one = KernelLayer.ALL.get(layer);
        for (int i = 0; i < HOT; i++) numbers[i] = i % 17 - 8;
        if (one.graph().output().op() instanceof Op.Activation act) {
            activation = Activation.valueOf(act.function().name());
            // What an executor does for its kernels: C2 has to be asked before the clock runs.
            for (int i = 0; i < COMPILING_CALLS; i++)
                SimdKernels.activate(activation, hot, 0, 1024);
            return;
        }
        var plan = plan(one);
        executor = new Executor(plan, 1);
        steps = computing(plan);
        image = new float[Math.toIntExact(plan.input().elements())];
        output = new float[Math.toIntExact(plan.output().elements())];
        for (int i = 0; i < image.length; i++) image[i] = i % 17 * 0.125f - 1;
        executor.run(image, output);
    }

    /// The layer.
    @Benchmark
    public float[] compute() {
        for (int step : steps) executor.runStep(step, image, output);
        return output;
    }

    /// An activation of numbers that are copied first, because it works in place.
    @Benchmark
    public float[] activate() {
        System.arraycopy(numbers, 0, hot, 0, HOT);
        SimdKernels.activate(activation, hot, 0, HOT);
        return hot;
    }

    /// What to take off from it.
    @Benchmark
    public float[] copy() {
        System.arraycopy(numbers, 0, hot, 0, HOT);
        return hot;
    }
}
