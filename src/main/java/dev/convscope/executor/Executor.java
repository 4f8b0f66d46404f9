package dev.convscope.executor;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.simd.SimdKernels;
import dev.convscope.plan.Plan;
import dev.convscope.plan.Step;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs a plan on one image at a time: one flat loop over its steps. Not thread-safe.
///
/// Nothing is allocated after construction. With one thread there is no synchronisation at all;
/// with more, each step is shared by a {@link Team} that meets at a barrier.
public final class Executor implements AutoCloseable {
    /// Calls of a method that loops, until the JVM compiles it.
    private static final int REHEARSALS = 200;

    /// For each kind of step.
    private static final long REHEARSAL_NANOS = 6_000_000;

    private final Plan plan;
    private final KernelCall[] calls;
    private final float[] arena;
    private final float[] constants;
    private final Team team;

    /// @param threads threads of one inference, the caller included
    public Executor(Plan plan, int threads) {
        this(plan, threads, KernelWarmUp.begin());
    }

    /// @param warmUp which may know some of the plan's calls already; closed, even if this fails
    public Executor(Plan plan, int threads, KernelWarmUp warmUp) {
        try (warmUp) {
            this.plan = plan;
            this.calls = plan.steps().stream().map(Step::call).toArray(KernelCall[]::new);
            this.arena = new float[plan.arenaLength()];
            this.constants = plan.constants();
            for (KernelCall call : calls) warmUp.add(call);
            HugePages.ask(constants, arena);
            warmUp.await();
        }
        this.team = threads > 1 ? new Team(threads, arena, constants) : null;
        try {
            rehearse();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /// Runs a step of each kind in turn for a while, by all threads that an inference will have:
    /// what leads to the kernels, and divides their work, has to be linked and compiled, too,
    /// though it is not much work. One kind after the other, C2 would compile what they share for
    /// the first alone, and again for the next.
    private void rehearse() {
        float[] input = new float[Math.toIntExact(plan.input().elements())];
        float[] output = new float[Math.toIntExact(plan.output().elements())];
        Map<Class<?>, List<KernelCall>> kinds =
                Stream.of(calls).collect(Collectors.groupingBy(KernelCall::getClass));
        long end = System.nanoTime() + kinds.size() * REHEARSAL_NANOS;
        for (int i = 0; i < REHEARSALS && System.nanoTime() < end; i++) {
            for (List<KernelCall> kind : kinds.values()) {
                run(new KernelCall[] {kind.get(i % kind.size())}, input, output);
            }
        }
    }

    public Plan plan() {
        return plan;
    }

    /// @param input channels × height × width, row-major
    /// @param output receives channels × height × width of the plan's output
    public void run(float[] input, float[] output) {
        run(calls, input, output);
    }

    private void run(KernelCall[] calls, float[] input, float[] output) {
        if (team != null) {
            team.run(calls, input, output, null);
            return;
        }
        for (KernelCall call : calls) {
            SimdKernels.run(call, 0, 1, arena, constants, input, output);
        }
    }

    /// The same with a look at the clock after each step.
    ///
    /// @param stamps receives `System.nanoTime()` at the start, then at the end of each step: one
    /// more than the plan has steps
    public void run(float[] input, float[] output, long[] stamps) {
        stamps[0] = System.nanoTime();
        if (team != null) {
            team.run(calls, input, output, stamps);
            return;
        }
        for (int step = 0; step < calls.length; step++) {
            SimdKernels.run(calls[step], 0, 1, arena, constants, input, output);
            stamps[step + 1] = System.nanoTime();
        }
    }

    /// A value where the step that has just run left it.
    ///
    /// @param slots for each channel, its lane in the blocks of `plane`
    /// @return channels × height × width
    public float[] value(Plane plane, int[] slots) {
        float[] value = new float[slots.length * plane.pixels()];
        int at = 0;
        for (int slot : slots) {
            for (int row = 0; row < plane.height(); row++) {
                int from = plane.at(slot / Plane.BLOCK, row, 0) + slot % Plane.BLOCK;
                for (int column = 0; column < plane.width(); column++) {
                    value[at++] = arena[from + column * Plane.BLOCK];
                }
            }
        }
        return value;
    }

    /// Runs one step alone, on the calling thread.
    public void runStep(int step, float[] input, float[] output) {
        SimdKernels.run(calls[step], 0, 1, arena, constants, input, output);
    }

    @Override
    public void close() {
        if (team != null) team.close();
    }
}
