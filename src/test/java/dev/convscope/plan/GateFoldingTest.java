package dev.convscope.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.base.Machine;
import dev.convscope.kernels.KernelCall;
import dev.convscope.model.Model;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Which gates go to the weights of the convolution behind them, and which to the map.
class GateFoldingTest {
    @Test
    void aGateGoesToTheWeightsWhereOutputsAreFewerThanPixels() {
        for (Machine machine : Machines.all()) {
            var plan = plan("efficientnet-b0", machine, 1);
            assertThat(calls(plan, KernelCall.GatedConv.class)).as("%s", machine).hasSize(5);
            assertThat(calls(plan, KernelCall.ChannelScale.class)).as("%s", machine).hasSize(11);
        }
    }

    @Test
    void aProfileNamesTheGateAndItsConvolution() {
        assertThat(plan("efficientnet-b0", Machines.BITS_512, 1).steps())
                .filteredOn(step -> step.call() instanceof KernelCall.GatedConv)
                .allMatch(step -> step.kernel().startsWith("F32GatedConv"))
                .allMatch(step -> step.layers().getFirst().endsWith("se.scale"))
                .allMatch(step -> step.layers().get(1).endsWith("project"))
                .allMatch(step -> step.macs() > 0);
    }

    @Test
    void eachThreadHasWeightsOfItsOwn() {
        for (int threads = 1; threads <= 3; threads++) {
            var plan = plan("efficientnet-b0", Machines.BITS_256, threads);
            for (var call : calls(plan, KernelCall.GatedConv.class)) {
                assertThat(call.convs()).hasSize(threads);
                for (int i = 1; i < threads; i++) {
                    assertThat(call.scaled(i))
                            .isGreaterThanOrEqualTo(call.scaled(i - 1) + call.length());
                }
            }
            assertThat(PlanCheck.problems(plan)).isEmpty();
        }
    }

    private static Plan plan(String model, Machine machine, int threads) {
        var graph = Model.of(model).graph().withoutUnused();
        return Planner.plan(graph, new BlankWeights(), new Target(machine, false, threads));
    }

    private static <T extends KernelCall> List<T> calls(Plan plan, Class<T> type) {
        return plan.steps().stream()
                .map(Step::call)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
