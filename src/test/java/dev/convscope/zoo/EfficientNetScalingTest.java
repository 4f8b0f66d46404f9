package dev.convscope.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.reference.ReferenceTable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the coefficients make of B0: channels, repeats and squeeze widths of B0 to B7.
class EfficientNetScalingTest {

    static Stream<Map<String, String>> members() {
        return ReferenceTable.rows("effnet_scaling.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("members")
    void roundsChannelsAndRepeatsAsReleased(Map<String, String> row) {
        Graph graph = Zoo.find(row.get("model")).orElseThrow().build();

        assertThat(graph.inputShape().height()).hasToString(row.get("resolution"));
        assertThat(outputOf(graph, "1")).hasToString(row.get("stem"));
        assertThat(ofStages(stage -> outputOf(graph, stage)))
                .isEqualTo(row.get("stage_channels(7)"));
        assertThat(ofStages(stage -> blocks(graph, stage))).isEqualTo(row.get("repeats(7)"));
        assertThat(outputOf(graph, "9", "9.conv")).hasToString(row.get("head"));
        assertThat(squeezed(graph)).isEqualTo(row.get("se_squeeze_per_block"));
    }

    @ParameterizedTest
    @MethodSource("members")
    void dropsOutAsReleased(Map<String, String> row) {
        Graph graph = Zoo.find(row.get("model")).orElseThrow().build();

        assertThat(graph.nodes().stream().map(Node::op))
                .contains(new Op.Dropout(Double.parseDouble(row.get("dropout"))));
    }

    private static String ofStages(Function<String, Object> figure) {
        return IntStream.rangeClosed(2, 8)
                .mapToObj(stage -> figure.apply(Integer.toString(stage)).toString())
                .collect(Collectors.joining(" "));
    }

    private static int outputOf(Graph graph, String stage) {
        List<Node> nodes = graph.nodes().stream().filter(n -> n.stage().equals(stage)).toList();
        return nodes.getLast().shape().channels();
    }

    private static int outputOf(Graph graph, String stage, String name) {
        return graph.nodes().stream()
                .filter(node -> node.stage().equals(stage) && node.name().equals(name))
                .findFirst()
                .orElseThrow()
                .shape()
                .channels();
    }

    private static long blocks(Graph graph, String stage) {
        return graph.nodes().stream()
                .filter(node -> node.stage().equals(stage))
                .map(Node::block)
                .distinct()
                .count();
    }

    private static String squeezed(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.name().endsWith(".se.reduce"))
                .map(node -> Integer.toString(node.shape().channels()))
                .collect(Collectors.joining(" "));
    }
}
