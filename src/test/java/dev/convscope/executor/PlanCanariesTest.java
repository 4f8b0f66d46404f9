package dev.convscope.executor;

import static org.assertj.core.api.Assertions.assertThat;

import static java.lang.Float.floatToRawIntBits;

import dev.convscope.base.Machine;
import dev.convscope.engine.Inputs;
import dev.convscope.graph.Graph;
import dev.convscope.kernels.Footprint;
import dev.convscope.kernels.simd.Lanes;
import dev.convscope.kernels.simd.SimdKernels;
import dev.convscope.model.Model;
import dev.convscope.plan.Plan;
import dev.convscope.plan.Planner;
import dev.convscope.plan.Step;
import dev.convscope.plan.Target;
import dev.convscope.weights.Weights;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;

/// Whole plans in an arena of canaries: every step writes what its call declares and nothing else,
/// and nothing that was never written reaches the output.
class PlanCanariesTest {
    /// A NaN that nobody computes: it spoils every result that reads it.
    private static final int CANARY = 0x7fc0_dead;

    /// Floats behind the arena that no offset of the plan leads to.
    private static final int MARGIN = 4096;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resnet-18@32",
                "mobilenet-v3-small@32",
                "densenet-121@32",
                "googlenet@64",
                "googlenet:separable-stem,width=0.5@64"
            })
    void everyPlannedBufferIsBoundedByCanaries(String model) {
        var graph = Model.of(model).graph();
        var plan = Planner.plan(graph, Weights.random(graph, 1), Host.machine());
        float[] arena = new float[plan.arenaLength() + MARGIN];
        Arrays.fill(arena, Float.intBitsToFloat(CANARY));
        float[] output = new float[Math.toIntExact(plan.output().elements())];
        float[] image = Inputs.random(graph.inputShape(), 1);
        for (Step step : plan.steps()) {
            float[] before = arena.clone();
            SimdKernels.run(step.call(), 0, 1, arena, plan.constants(), image, output);
            assertThat(firstUndeclared(plan, step, before, arena))
                    .as("%s of %s writes to an undeclared float", step.kernel(), step.layers())
                    .isEqualTo(-1);
        }
        for (float value : output) assertThat(value).isFinite();
    }

    /// Parts one after the other, which is what threads do at once: no spinning on a busy machine.
    @ParameterizedTest
    @ValueSource(strings = {"efficientnet-b0@64", "mobilenet-v3-small@64"})
    void anyNumberOfThreadsGivesTheSameBits(String model) {
        var graph = Model.of(model).graph();
        var weights = Weights.random(graph, 1);
        for (Machine machine : List.of(Host.machine(), withSmallCaches(Host.machine()))) {
            float[] alone = run(graph, weights, machine, 1);
            assertThat(alone).doesNotContain(Float.NaN);
            for (int threads : new int[] {2, 3, 5}) {
                assertThat(run(graph, weights, machine, threads))
                        .as("%d threads", threads)
                        .isEqualTo(alone);
            }
        }
    }

    /// Whatever can go through a ring does.
    private static Machine withSmallCaches(Machine host) {
        return new Machine(host.vectorBits(), host.vectorRegisters(), 64, 8 << 10, 1 << 20);
    }

    private static float[] run(Graph graph, Weights weights, Machine machine, int threads) {
        var plan = Planner.plan(graph, weights, new Target(machine, false, threads));
        float[] arena = new float[plan.arenaLength()];
        Arrays.fill(arena, Float.intBitsToFloat(CANARY));
        float[] image = Inputs.random(graph.inputShape(), 1);
        float[] output = new float[Math.toIntExact(plan.output().elements())];
        for (Step step : plan.steps()) {
            for (int part = 0; part < threads; part++) {
                SimdKernels.run(step.call(), part, threads, arena, plan.constants(), image, output);
            }
        }
        return output;
    }

    /// The first float that differs and is not the step's to write; −1 if there is none.
    private static int firstUndeclared(Plan plan, Step step, float[] before, float[] after) {
        assertThat(plan.machine().lanes()).isEqualTo(Lanes.count());
        var footprint = Footprint.of(step.call(), Lanes.count());
        for (int i = 0; i < after.length; i++) {
            boolean changed = floatToRawIntBits(before[i]) != floatToRawIntBits(after[i]);
            if (changed && !footprint.changes(i)) return i;
        }
        return -1;
    }
}
