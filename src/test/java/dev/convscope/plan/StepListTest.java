package dev.convscope.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.analysis.NetworkCost;
import dev.convscope.base.Machine;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.model.Model;
import dev.convscope.weights.Weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

final class StepListTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "efficientnet-b0",
                "mobilenet-v2@96",
                "resnet-18@224",
                "resnext-50-32x4d@64",
                "densenet-121@64",
                "inception-v3@139",
                "alexnet"
            })
    void theStepsOfAPlanShareAllWorkOfTheNetwork(String model) {
        var graph = Model.of(model).graph().withoutUnused();
        long designed = NetworkCost.of(graph).macs();
        for (Machine machine : List.of(Machines.BITS_256, Machines.BITS_512)) {
            Plan plan = Planner.plan(graph, new BlankWeights(), machine);
            assertThat(plan.steps().stream().mapToLong(Step::macs).sum()).isEqualTo(designed);
        }
    }

    @Test
    void batchesOfAWinogradConvolutionShareItsWorkToTheUnit() {
        var graph = Model.of("resnet-18@222").graph().withoutUnused();
        Plan plan = Planner.plan(graph, Weights.random(graph, 1), Machines.BITS_512);
        Map<List<String>, List<Step>> products =
                plan.steps().stream()
                        .filter(step -> step.kernel().startsWith("F32WinogradProducts"))
                        .collect(Collectors.groupingBy(Step::layers));
        assertThat(products.values()).anyMatch(batches -> batches.size() > 1);
        Map<String, Long> designed =
                graph.nodes().stream()
                        .filter(node -> node.op() instanceof Op.Conv)
                        .collect(Collectors.toMap(Node::name, StepListTest::macs));
        products.forEach(
                (layers, batches) ->
                        assertThat(batches.stream().mapToLong(Step::macs).sum())
                                .isEqualTo(designed.get(layers.getFirst())));
    }

    private static long macs(Node convolution) {
        return convolution.parameters().getFirst().elements() * convolution.shape().pixels();
    }
}
