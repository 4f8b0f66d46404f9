package dev.convscope.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Role;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Collectors;

/// Stages, blocks, names and roles are those of the papers.
class LabelsTest {

    static List<Network> networks() {
        return Zoo.networks();
    }

    @ParameterizedTest
    @CsvSource({
        "efficientnet-b0, 1 2 3 4 5 6 7 8 9",
        "resnet-50, 1 2 3 4 5 head",
        "densenet-121, 1 2 3 4 5 head",
        "mobilenet-v2, 1 2 3 4 5 6 7 8 9",
        "vgg-16, 1 2 3 4 5 head",
        "googlenet, 1 2 3 4 5 head",
        "inception-v4, 1 2 3 4 head",
        "nasnet-a-mobile, 1 2 3 4 5 head",
    })
    void stagesAreThoseOfThePapersTable(String name, String stages) {
        String found =
                Zoo.find(name).orElseThrow().build().nodes().stream()
                        .map(Node::stage)
                        .filter(stage -> !stage.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" "));

        assertThat(found).isEqualTo(stages);
    }

    @Test
    void aBlockOfEfficientNetNamesItsParts() {
        Graph graph = Zoo.find("efficientnet-b0").orElseThrow().build();
        List<String> names =
                graph.nodes().stream()
                        .filter(node -> node.block().equals("3.2"))
                        .map(Node::name)
                        .toList();

        assertThat(names)
                .containsExactly(
                        "3.2.expand",
                        "3.2.expand.bn",
                        "3.2.expand.act",
                        "3.2.depthwise",
                        "3.2.depthwise.bn",
                        "3.2.depthwise.act",
                        "3.2.se.pool",
                        "3.2.se.reduce",
                        "3.2.se.reduce.act",
                        "3.2.se.expand",
                        "3.2.se.gate",
                        "3.2.se.scale",
                        "3.2.project",
                        "3.2.project.bn",
                        "3.2.add");
    }

    @ParameterizedTest
    @CsvSource({"efficientnet-b0, 9", "efficientnet-b7, 48", "efficientnet-b4, 25"})
    void skipsAreAddedWhereShapesAllow(String name, int skips) {
        Graph graph = Zoo.find(name).orElseThrow().build();

        assertThat(graph.nodes()).filteredOn(node -> node.op() instanceof Op.Add).hasSize(skips);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gatesHaveTheRoleOfSqueezeAndExcitation(Network network) {
        assertThat(network.build().nodes())
                .filteredOn(node -> node.role() == Role.SQUEEZE_EXCITATION)
                .allSatisfy(node -> assertThat(node.name()).contains(".se."));
        assertThat(network.build().nodes())
                .filteredOn(node -> node.op() instanceof Op.ChannelMultiply)
                .allSatisfy(node -> assertThat(node.role()).isEqualTo(Role.SQUEEZE_EXCITATION));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void nothingIsBuiltThatTheOutputDoesNotDependOn(Network network) {
        Graph graph = network.build();

        assertThat(graph.withoutUnused().nodes()).hasSameSizeAs(graph.nodes());
    }
}
