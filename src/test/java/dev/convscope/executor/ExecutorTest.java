package dev.convscope.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.convscope.base.Shape;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;
import dev.convscope.plan.Plan;
import dev.convscope.plan.Step;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An executor that cannot be made leaves no thread behind.
class ExecutorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aPlanThatNoMemoryHoldsLeavesNoWarmUp() throws InterruptedException {
        var plan = plan(-1, List.of());

        assertThat(leftBy(plan, 1, NegativeArraySizeException.class)).isEmpty();
    }

    @Test
    void aStepThatFailsInTheRehearsalLeavesNoTeam() throws InterruptedException {
        var outside = new Plane(1 << 10, 1, 1, 1, 16, 16);
        var step =
                new Step(
                        "beyond",
                        List.of(),
                        0,
                        0,
                        new KernelCall.UnpackOutput(outside, new int[1]));
        var plan = plan(16, List.of(step));

        assertThat(leftBy(plan, 3, IndexOutOfBoundsException.class)).isEmpty();
    }

    /// Threads that an attempt has started and that do not end.
    private static Set<Thread> leftBy(Plan plan, int threads, Class<? extends Throwable> failure)
            throws InterruptedException {
        Set<Thread> before = ours();
        assertThatThrownBy(() -> new Executor(plan, threads)).isInstanceOf(failure);
        Set<Thread> left = ours();
        left.removeAll(before);
        for (Thread thread : left) thread.join(PATIENCE);
        left.removeIf(thread -> !thread.isAlive());
        return left;
    }

    private static Set<Thread> ours() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("convscope-"));
        return threads;
    }

    private static Plan plan(int arenaLength, List<Step> steps) {
        var pixel = new Shape(1, 1, 1);
        return new Plan(pixel, pixel, Host.machine(), arenaLength, new float[16], steps);
    }
}
