package dev.convscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.base.Shape;
import dev.convscope.graph.Graph;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;
import dev.convscope.graph.Window;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkCostTest {
    private final NetworkCost gated = NetworkCost.of(TinyNetworks.gatedBlock());

    @Test
    void countsTheGatedBlockAsByHand() {
        // stem 8·3·9 + bn 16; expand 8·16 + 32; dw 16·9 + 32; gate 16·2+2 + 2·16+16;
        // project 16·8 + 16; fc 8·4 + 4
        assertThat(gated.params()).isEqualTo(232 + 160 + 176 + 34 + 48 + 144 + 36);
        assertThat(gated.totals().bnStatistics()).isEqualTo(16 + 32 + 32 + 16);
        assertThat(gated.totals().macsByKind())
                .isEqualTo(
                        new CostTotals.MacsByKind(
                                16 * 216, 16 * (128 + 128), 16 * 144, 32 + 32, 32));
        assertThat(gated.flops()).isEqualTo(2 * gated.macs());
    }

    @Test
    void activationElementsAreTheOutputsOfConvolutionsAndFullyConnectedLayers() {
        assertThat(gated.totals().activationElements())
                .isEqualTo(16 * 8 + 16 * 16 + 16 * 16 + 2 + 16 + 16 * 8 + 4);
    }

    @Test
    void weightBytesHoldTheMovingStatisticsToo() {
        assertThat(gated.weightBytes()).isEqualTo(4 * (gated.params() + 96));
    }

    @ParameterizedTest
    @EnumSource
    void groupsAddUpToTheTotalsAtEveryLevel(Level level) {
        var groups = gated.by(level);
        var rows = groups.stream().flatMap(group -> group.rows().stream()).toList();
        assertThat(CostTotals.of(rows)).isEqualTo(gated.totals());
        assertThat(groups.stream().mapToLong(group -> group.totals().flops()).sum())
                .isEqualTo(gated.flops());
    }

    @Test
    void stagesAreNamedAndShaped() {
        var stage = gated.by(Level.STAGE).get(2);
        assertThat(stage.name()).isEqualTo("2");
        assertThat(stage.input()).isEqualTo(new Shape(8, 4, 4));
        assertThat(stage.output()).isEqualTo(new Shape(8, 4, 4));
        assertThat(gated.by(Level.BLOCK))
                .extracting(GroupCost::name)
                .containsExactly("input", "1", "2.1", "3");
    }

    @Test
    void sharedWeightsAreCountedOnceAndTheirWorkAtEveryUse() {
        var b = new GraphBuilder("shared");
        Node x = b.input(new Shape(4, 5, 5));
        Node first = b.conv(x, "conv", 4, Window.square(3, 1), 1, true);
        Node again = b.addShared("again", first.op(), first, first);
        var cost = NetworkCost.of(b.build(again));
        assertThat(cost.params()).isEqualTo(4 * 4 * 9 + 4);
        assertThat(cost.macs()).isEqualTo(2 * 25 * 4 * 4 * 9);
    }

    @Test
    void groupedConvolutionsAreDenseAndOneGroupPerChannelIsDepthwise() {
        var b = new GraphBuilder("groups");
        Node x = b.input(new Shape(8, 4, 4));
        Node grouped = b.conv(x, "grouped", 8, Window.square(3, 1), 2, false);
        Node multiplied = b.conv(grouped, "multiplied", 16, Window.square(3, 1), 8, false);
        Graph graph = b.build(b.conv(multiplied, "point", 4, Window.square(1, 2), 1, false));
        assertThat(NetworkCost.of(graph).totals().macsByKind())
                .isEqualTo(
                        new CostTotals.MacsByKind(16 * 8 * 4 * 9, 4 * 4 * 16, 16 * 16 * 9, 0, 0));
    }

    @Test
    void parametersAreTheElementsOfTheTensorsThatTheGraphNames() {
        for (Graph graph : new Graph[] {TinyNetworks.gatedBlock(), TinyNetworks.alexNet()}) {
            for (Node node : graph.nodes()) {
                var count = ParameterCount.of(node);
                assertThat(count.trainable()).as(node.name()).isEqualTo(elements(node, true));
                assertThat(count.statistics()).as(node.name()).isEqualTo(elements(node, false));
            }
        }
    }

    private static long elements(Node node, boolean trainable) {
        return node.parameters().stream()
                .filter(spec -> spec.parameter().trainable() == trainable)
                .mapToLong(Parameter.Spec::elements)
                .sum();
    }

    @Test
    void labelsReadLikeATable() {
        assertThat(NetworkCost.of(TinyNetworks.alexNet()).rows())
                .extracting(LayerCost::op)
                .startsWith("input", "conv 11x11 /4", "ReLU", "max pool 3x3 /2", "conv 5x5")
                .endsWith("fully connected", "ReLU", "fully connected");
        assertThat(gated.rows()).extracting(LayerCost::op).contains("depthwise 3x3", "dropout 0.2");
    }

    @Test
    void nothingButConvolutionsAndFullyConnectedLayersDoesMacs() {
        assertThat(gated.rows())
                .allSatisfy(
                        row ->
                                assertThat(row.macs() > 0)
                                        .isEqualTo(
                                                row.node().op() instanceof Op.Conv
                                                        || row.node().op()
                                                                instanceof Op.FullyConnected));
    }
}
