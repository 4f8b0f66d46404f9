package dev.convscope.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.base.Machine;
import dev.convscope.kernels.KernelCall;
import dev.convscope.model.Model;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Which depthwise convolutions share their pass, and how a team divides it.
class FusionTest {
    @Test
    void mapsThatLeaveTheCacheGoThroughARing() {
        var fused = calls("efficientnet-b0", Machines.BITS_512, 1, KernelCall.ConvDepthwise.class);
        assertThat(fused)
                .filteredOn(call -> !call.runsThroughRows())
                .extracting(call -> call.ring().height())
                .containsExactly(112, 56, 56);
        long cache = Machines.BITS_512.l2Bytes() / 4;
        assertThat(fused).allMatch(call -> 4L * call.ring().length() <= cache);
        assertThat(
                        calls(
                                "efficientnet-b0@64",
                                Machines.BITS_512,
                                1,
                                KernelCall.ConvDepthwise.class))
                .isEmpty();
    }

    @Test
    void middlingMapsAreInARingAsAWhole() {
        var fused = calls("efficientnet-b0", Machines.BITS_512, 1, KernelCall.ConvDepthwise.class);
        assertThat(fused)
                .filteredOn(KernelCall.ConvDepthwise::runsThroughRows)
                .allMatch(call -> call.ring().rows() == call.depthwise().output().height())
                .extracting(call -> call.ring().height())
                .containsExactly(28, 28, 14, 14, 14);
    }

    @Test
    void aTeamTakesGroupsOfMiddlingMapsIfThereAreEnough() {
        var alone = calls("efficientnet-b0", Machines.BITS_512, 1, KernelCall.ConvDepthwise.class);
        var team = calls("efficientnet-b0", Machines.BITS_512, 2, KernelCall.ConvDepthwise.class);
        assertThat(team).hasSizeLessThan(alone.size());
        assertThat(team)
                .filteredOn(KernelCall.ConvDepthwise::runsThroughRows)
                .isNotEmpty()
                .allMatch(call -> call.groups().size() >= 8);
    }

    @Test
    void aDepthwiseConvolutionSumsUpWhatSqueezeAndExcitationAverages() {
        for (Machine machine : Machines.all()) {
            var averages =
                    calls("efficientnet-b0@64", machine, 1, KernelCall.AdaptiveAverage.class);
            assertThat(averages)
                    .as("%s: of a map only the head's, else of shares", machine)
                    .filteredOn(average -> average.input().height() > 1)
                    .hasSize(1);
        }
    }

    @Test
    void aTeamTakesBandsOfRowsWhereThereAreFewChannels() {
        for (int threads = 1; threads <= 5; threads++) {
            var fused =
                    calls(
                            "efficientnet-b0",
                            Machines.BITS_512,
                            threads,
                            KernelCall.ConvDepthwise.class);
            int team = threads;
            assertThat(fused).allMatch(call -> call.ring().count() == team);
            assertThat(fused)
                    .filteredOn(call -> !call.runsThroughRows())
                    .extracting(call -> call.depthwise().bands())
                    .containsOnly(8);
        }
    }

    @Test
    void theMeanOverBandsIsNotTakenForTheFilter() {
        var graph = Model.of("efficientnet-b0@64").graph().withoutUnused();
        var traced = Planner.trace(graph, new BlankWeights(), Target.of(Machines.BITS_512));
        assertThat(traced.values())
                .filteredOn(value -> value.layer().contains("depthwise"))
                .hasSize(16)
                .allMatch(value -> value.kernel().startsWith("F32Depthwise"));
    }

    @Test
    void everyRowIsInTheBandThatReachesOverIt() {
        for (var call : calls("mobilenet-v2", Machines.BITS_512, 1, KernelCall.Depthwise.class)) {
            for (int row = 0; row < call.output().height(); row++) {
                int band = call.bandOf(row);
                assertThat(row).isBetween(call.bandStart(band), call.bandStart(band + 1) - 1);
            }
        }
    }

    @Test
    void groupsOfPanelsMakeWholeBlocks() {
        for (Machine machine : Machines.all()) {
            for (var call : calls("mobilenet-v2", machine, 1, KernelCall.ConvDepthwise.class)) {
                int block = 0;
                for (KernelCall.Group group : call.groups()) {
                    assertThat(group.firstBlock()).isEqualTo(block);
                    block += group.blocks();
                }
                assertThat(block).isEqualTo(call.depthwise().output().blocks());
            }
        }
    }

    private static <C extends KernelCall> List<C> calls(
            String model, Machine machine, int threads, Class<C> kind) {
        var graph = Model.of(model).graph().withoutUnused();
        var plan = Planner.plan(graph, new BlankWeights(), new Target(machine, false, threads));
        assertThat(PlanCheck.problems(plan)).isEmpty();
        return plan.steps().stream()
                .map(Step::call)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
