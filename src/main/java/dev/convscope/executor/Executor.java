package dev.convscope.executor;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.simd.SimdKernels;
import dev.convscope.plan.Plan;
import dev.convscope.plan.Step;

/// Runs a plan on one image at a time: one flat loop over its steps. Not thread-safe.
///
/// Nothing is allocated after construction. With one thread there is no synchronisation at all;
/// with
/// more, each step is shared by a {@link Team} that meets at a barrier.
public final class Executor implements AutoCloseable {
    private final Plan plan;
    private final KernelCall[] calls;
    private final float[] arena;
    private final float[] constants;
    private final Team team;

    /// @param threads threads of one inference, the caller included
    public Executor(Plan plan, int threads) {
        this.plan = plan;
        this.calls = plan.steps().stream().map(Step::call).toArray(KernelCall[]::new);
        this.arena = new float[plan.arenaLength()];
        this.constants = plan.constants();
        this.team = threads > 1 ? new Team(threads, calls, arena, constants) : null;
    }

    public Plan plan() {
        return plan;
    }

    /// @param input channels × height × width, row-major
    /// @param output receives channels × height × width of the plan's output
    public void run(float[] input, float[] output) {
        if (team != null) {
            team.run(input, output);
            return;
        }
        for (KernelCall call : calls) {
            SimdKernels.run(call, 0, 1, arena, constants, input, output);
        }
    }

    /// Runs one step alone, for the profile.
    public void runStep(int step, float[] input, float[] output) {
        SimdKernels.run(calls[step], 0, 1, arena, constants, input, output);
    }

    @Override
    public void close() {
        if (team != null) team.close();
    }
}
