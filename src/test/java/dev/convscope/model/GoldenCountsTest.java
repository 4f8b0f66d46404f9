package dev.convscope.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.analysis.Convention;
import dev.convscope.analysis.NetworkCost;
import dev.convscope.analysis.Quantity;
import dev.convscope.graph.Graph;
import dev.convscope.reference.ReferenceTable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What is typed is counted to the unit, as the table of known figures has it.
class GoldenCountsTest {

    static Stream<Map<String, String>> names() {
        return ReferenceTable.rows("names.csv").stream()
                .filter(row -> !row.get("golden_row").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyColumnIsReproducedToTheUnit(Map<String, String> name) {
        var options = options(name.get("options"));
        var model = Model.of(name.get("name"), options, Long.MAX_VALUE);
        Map<String, Long> golden = ReferenceTable.goldenModel(name.get("golden_row"));

        assertThat(figures(model.graph())).isEqualTo(golden);
    }

    /// `--width 2 --aux` as keys and values.
    static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        String key = "";
        for (String word : text.trim().split(" +")) {
            if (word.startsWith("--")) {
                key = word.substring(2);
                options.put(key, "true");
            } else if (!key.isEmpty()) {
                options.put(key, word);
            }
        }
        return options;
    }

    private static Map<String, Long> figures(Graph graph) {
        var cost = NetworkCost.of(graph);
        var totals = cost.totals();
        var kinds = totals.macsByKind();
        long normalised = Convention.quantities(graph).getOrDefault(Quantity.BN_ELEMENTS, 0L);
        var keras = NetworkCost.of(graph, Convention.named("keras"));
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("input", (long) graph.inputShape().height());
        figures.put("params_trainable", totals.params());
        figures.put("bn_moving_stats", totals.bnStatistics());
        figures.put("keras_style_total", keras.paramsByConvention());
        figures.put("macs_conv_fc", totals.macs());
        figures.put("macs_dense_conv", kinds.dense());
        figures.put("macs_pointwise", kinds.pointwise());
        figures.put("macs_depthwise", kinds.depthwise());
        figures.put("macs_se", kinds.se());
        figures.put("macs_fc", kinds.fc());
        figures.put("fvcore_style_flops(macs+2*bn_elems)", totals.macs() + 2 * normalised);
        figures.put("activation_elems_conv_fc_outputs", totals.activationElements());
        figures.put("flops_2x", totals.flops());
        return figures;
    }
}
