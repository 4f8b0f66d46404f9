package dev.convscope.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.base.Shape;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Role;
import dev.convscope.reference.ReferenceTable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every layer of a network is a known one: the graph's convolutions, fully connected layers and
/// free-standing normalisations are the rows of `golden_layers.csv`, in any order.
class GoldenLayersTest {

    static Stream<Map<String, String>> networks() {
        List<String> models =
                ReferenceTable.rows("golden_layers.csv").stream()
                        .map(row -> row.get("model"))
                        .distinct()
                        .toList();
        return ReferenceTable.rows("names.csv").stream()
                .filter(row -> models.contains(row.get("golden_row")));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void layersEqualTheGoldenRows(Map<String, String> name) {
        List<String> golden =
                ReferenceTable.rows("golden_layers.csv").stream()
                        .filter(row -> row.get("model").equals(name.get("golden_row")))
                        .map(row -> String.join(",", row.values().stream().skip(2).toList()))
                        .toList();

        assertThat(layers(Request.of(name).build())).containsExactlyInAnyOrderElementsOf(golden);
    }

    /// Layers by the node that owns their weights, so that a shared convolution is one row.
    private static List<String> layers(Graph graph) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            switch (node.op()) {
                case Op.Conv conv -> {
                    Layer layer = layers.computeIfAbsent(node.parameterOwner(), _ -> layer(node));
                    layer.macs += Count.macs(node, conv);
                }
                case Op.FullyConnected _ -> layers.put(node.name(), layer(node));
                case Op.BatchNorm _ -> {
                    Node input = graph.node(node.inputs().getFirst());
                    Layer layer = layers.get(input.parameterOwner());
                    if (!(input.op() instanceof Op.Conv)) {
                        layer = new Layer("bn,0,0,1,1,1," + shapes(node) + ",0,0");
                        layers.put(node.name(), layer);
                    }
                    layer.norm += 2L * node.shape().channels();
                }
                case Op.Input _,
                        Op.Activation _,
                        Op.Pool _,
                        Op.GlobalAveragePool _,
                        Op.AdaptiveAveragePool _,
                        Op.LocalResponseNorm _,
                        Op.Add _,
                        Op.ChannelMultiply _,
                        Op.Scale _,
                        Op.Concat _,
                        Op.Flatten _,
                        Op.Dropout _,
                        Op.Shift _,
                        Op.ChannelPad _ -> {}
            }
        }
        List<String> rows = new ArrayList<>();
        layers.values().forEach(layer -> rows.add(layer.toString()));
        return rows;
    }

    private static Layer layer(Node node) {
        return switch (node.op()) {
            case Op.Conv conv -> {
                var w = conv.window();
                String kind = kind(node, conv);
                yield new Layer(
                        "%s,%d,%d,%d,%d,%d,%s,%d,%d"
                                .formatted(
                                        kind,
                                        w.kernelHeight(),
                                        w.kernelWidth(),
                                        w.strideHeight(),
                                        w.strideWidth(),
                                        conv.groups(),
                                        shapes(node),
                                        node.parameters().getFirst().elements(),
                                        conv.bias() ? conv.outChannels() : 0));
            }
            case Op.FullyConnected layer -> {
                long inputs = node.inputShape().elements();
                var row =
                        new Layer(
                                "fc,1,1,1,1,1,1,1,%d,1,1,%d,%d,%d"
                                        .formatted(
                                                inputs,
                                                layer.outFeatures(),
                                                inputs * layer.outFeatures(),
                                                layer.outFeatures()));
                row.macs = inputs * layer.outFeatures();
                yield row;
            }
            default -> throw new IllegalArgumentException(node.name());
        };
    }

    private static String kind(Node node, Op.Conv conv) {
        if (node.role() == Role.SQUEEZE_EXCITATION) return "se";
        if (conv.pointwise()) return "pw";
        if (conv.depthwise(node.inputShape().channels())) return "dw";
        return conv.groups() > 1 ? "gconv" : "conv";
    }

    private static String shapes(Node node) {
        Shape in = node.inputShape();
        Shape out = node.shape();
        return "%d,%d,%d,%d,%d,%d"
                .formatted(
                        in.height(),
                        in.width(),
                        in.channels(),
                        out.height(),
                        out.width(),
                        out.channels());
    }

    private static final class Layer {
        private final String description;
        private long norm;
        private long macs;

        Layer(String description) {
            this.description = description;
        }

        @Override
        public String toString() {
            return description + "," + norm + "," + macs;
        }
    }
}
