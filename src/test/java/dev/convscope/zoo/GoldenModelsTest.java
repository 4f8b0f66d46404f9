package dev.convscope.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.graph.Graph;
import dev.convscope.reference.ReferenceTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every network's totals are the known ones, to the unit.
class GoldenModelsTest {

    static Stream<Map<String, String>> names() {
        return ReferenceTable.rows("names.csv").stream();
    }

    static Stream<Map<String, String>> namesWithGoldenRow() {
        return names().filter(row -> !row.get("golden_row").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNameBuildsANetwork(Map<String, String> name) {
        Request request = Request.of(name);
        Graph graph = request.build();

        int classes = request.configuration().classes().orElse(request.network().defaultClasses());
        assertThat(graph.name()).isEqualTo(request.network().name());
        assertThat(graph.outputShape().elements()).isEqualTo(classes);
    }

    @ParameterizedTest
    @MethodSource("namesWithGoldenRow")
    void countsEqualTheGoldenRow(Map<String, String> name) {
        Map<String, Long> golden = ReferenceTable.goldenModel(name.get("golden_row"));
        Graph graph = Request.of(name).build();

        assertThat(figures(graph)).isEqualTo(golden);
    }

    @Test
    void everyGoldenRowHasAName() {
        List<String> models =
                ReferenceTable.rows("golden_models.csv").stream()
                        .map(row -> row.get("model"))
                        .toList();
        assertThat(namesWithGoldenRow().map(row -> row.get("golden_row")))
                .containsExactlyInAnyOrderElementsOf(models);
    }

    private static Map<String, Long> figures(Graph graph) {
        Count count = Count.of(graph);
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("input", (long) graph.inputShape().height());
        figures.put("params_trainable", count.params());
        figures.put("bn_moving_stats", count.bnStatistics());
        figures.put("keras_style_total", count.params() + count.bnStatistics());
        figures.put("macs_conv_fc", count.macs());
        figures.put("macs_dense_conv", count.dense());
        figures.put("macs_pointwise", count.pointwise());
        figures.put("macs_depthwise", count.depthwise());
        figures.put("macs_se", count.squeeze());
        figures.put("macs_fc", count.fc());
        figures.put("fvcore_style_flops(macs+2*bn_elems)", count.macs() + 2 * count.bnElements());
        figures.put("activation_elems_conv_fc_outputs", count.activationElements());
        figures.put("flops_2x", 2 * count.macs());
        return figures;
    }
}
