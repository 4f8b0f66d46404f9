package dev.convscope.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.base.Machine;
import dev.convscope.graph.Graph;
import dev.convscope.kernels.Activation;
import dev.convscope.kernels.Footprint;
import dev.convscope.kernels.KernelCall;
import dev.convscope.model.Model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/// Whole networks: every offset of their plans is proved, for every machine.
class PlanCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "efficientnet-b0@64",
                "efficientnet-b0@97",
                "resnet-18@64",
                "resnet-50@65",
                "mobilenet-v1@64",
                "mobilenet-v2@64",
                "mobilenet-v3-large@64",
                "densenet-121@64",
                "resnext-50-32x4d@64",
                "googlenet@97",
                "googlenet:separable-stem,width=0.5@97",
                "inception-v3@97",
                "alexnet@97",
                "vgg-11@64",
                "resnet-cifar-110"
            })
    void everyStepStaysWithinTheMemoryAndReadsWhatWasWritten(String model) {
        Graph graph = Model.of(model).graph();
        for (Machine machine : Machines.all()) {
            assertThat(PlanCheck.problems(plan(graph, machine))).as("%s", machine).isEmpty();
        }
    }

    @Test
    void wideVectorsAreWellWithFewRegisters() {
        for (String model : List.of("efficientnet-b0@64", "resnet-18@64")) {
            Plan plan = plan(Model.of(model).graph(), Machines.FEW_REGISTERS);
            assertThat(PlanCheck.problems(plan)).isEmpty();
        }
    }

    @Test
    void stepsBeyondTheMemoryAreFound() {
        Plan plan = plan(Model.of("mobilenet-v2@64").graph(), Machines.BITS_256);
        int needed = lastWritten(plan);
        assertThat(PlanCheck.problems(withArena(plan, needed))).isEmpty();
        assertThat(PlanCheck.problems(withArena(plan, needed - 1)))
                .first()
                .asString()
                .contains("writes")
                .endsWith("beyond 0 to " + (needed - 1));
    }

    @Test
    void stepsThatReadWhatNobodyWroteAreFound() {
        Plan plan = plan(Model.of("mobilenet-v2@64").graph(), Machines.BITS_256);
        // Later steps write where an earlier buffer was.
        for (int missing = 0; missing < 6; missing++) {
            List<Step> steps = new ArrayList<>(plan.steps());
            steps.remove(missing);
            assertThat(PlanCheck.problems(withSteps(plan, steps)))
                    .as("without step %d", missing)
                    .first()
                    .asString()
                    .contains("which nothing has written");
        }
    }

    /// The inputs of a dense block lie in its result from the start.
    @Test
    void denseBlocksCopyNothing() {
        for (Machine machine : Machines.all()) {
            Plan plan = plan(Model.of("densenet-121@64").graph(), machine);
            assertThat(plan.steps()).noneMatch(step -> copies(step.call()));
        }
    }

    private static boolean copies(KernelCall call) {
        return call instanceof KernelCall.Affine affine
                && affine.constants() < 0
                && affine.activation() == Activation.NONE;
    }

    private static int lastWritten(Plan plan) {
        return plan.steps().stream()
                .map(step -> Footprint.of(step.call(), plan.machine().lanes()))
                .mapToInt(footprint -> footprint.writes().length())
                .max()
                .orElseThrow();
    }

    private static Plan plan(Graph graph, Machine machine) {
        return Planner.plan(graph.withoutUnused(), new BlankWeights(), machine);
    }

    private static Plan withArena(Plan plan, int length) {
        return new Plan(
                plan.input(),
                plan.output(),
                plan.machine(),
                length,
                plan.constants(),
                plan.steps());
    }

    private static Plan withSteps(Plan plan, List<Step> steps) {
        return new Plan(
                plan.input(),
                plan.output(),
                plan.machine(),
                plan.arenaLength(),
                plan.constants(),
                steps);
    }
}
