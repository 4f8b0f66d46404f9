package dev.convscope.kernels.simd;

import dev.convscope.executor.Executor;
import dev.convscope.executor.Host;
import dev.convscope.graph.Graph;
import dev.convscope.model.Model;
import dev.convscope.plan.Planner;
import dev.convscope.plan.Step;
import dev.convscope.weights.Weights;

import java.time.Duration;
import java.util.List;

/// Runs one network until it is compiled and prints what an inference allocates then, in any
/// thread.
final class AllocationChild {
    private static final int SILENT = 200;
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private AllocationChild() {}

    /// @param arguments the model and the number of threads
    public static void main(String[] arguments) {
        Graph graph = Model.of(arguments[0]).graph();
        var plan = Planner.plan(graph, Weights.random(graph, 1), Host.machine());
        try (var executor = new Executor(plan, Integer.parseInt(arguments[1]))) {
            float[] image = new float[Math.toIntExact(plan.input().elements())];
            float[] output = new float[Math.toIntExact(plan.output().elements())];
            Runnable inference = () -> executor.run(image, output);
            long bytes = Allocation.settle(inference, SILENT, LIMIT);
            System.out.println("unsettled " + bytes);
            if (bytes > 0) blame(executor, image, output);
        }
    }

    /// Names the steps that allocate.
    private static void blame(Executor executor, float[] image, float[] output) {
        List<Step> steps = executor.plan().steps();
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            long bytes = Allocation.bytes(() -> executor.runStep(step, image, output));
            if (bytes == 0) continue;
            String name = steps.get(i).kernel() + " of " + steps.get(i).layers();
            System.out.println("allocates " + bytes + " bytes: " + name);
        }
    }
}
