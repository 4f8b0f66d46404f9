package dev.convscope.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.analysis.Convention;
import dev.convscope.analysis.NetworkCost;
import dev.convscope.reference.ReferenceTable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.stream.Stream;

/// torchvision's own metadata, per weight set at its own crop: parameters to the unit, operations
/// to the digits it prints.
class TorchvisionCountsTest {
    /// torchvision's name, and ours where hyphens alone do not make it.
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("alexnet", "alexnet:torchvision"),
                    Map.entry("googlenet", "googlenet:torchvision"),
                    Map.entry("efficientnet_v2_s", "efficientnetv2-s"),
                    Map.entry("efficientnet_v2_m", "efficientnetv2-m"),
                    Map.entry("efficientnet_v2_l", "efficientnetv2-l"),
                    Map.entry("resnext50_32x4d", "resnext-50-32x4d"),
                    Map.entry("resnext101_32x8d", "resnext-101-32x8d"),
                    Map.entry("resnext101_64x4d", "resnext-101-64x4d"),
                    Map.entry("wide_resnet50_2", "wide-resnet-50-2"),
                    Map.entry("wide_resnet101_2", "wide-resnet-101-2"));

    static Stream<Map<String, String>> weightSets() {
        return ReferenceTable.rows("torchvision_reference.csv").stream();
    }

    private static String name(String model) {
        if (NAMES.containsKey(model)) return NAMES.get(model);
        return model.replaceFirst("^(vgg|resnet|densenet)(\\d+)", "$1-$2").replace('_', '-');
    }

    @ParameterizedTest
    @MethodSource("weightSets")
    void parametersAndOperationsAreTheirs(Map<String, String> row) {
        String name = name(row.get("model"));
        String size = "@" + row.get("crop_size");
        var cost = NetworkCost.of(Model.of(name + size).graph(), Convention.named("torchvision"));
        // Inception's parameters hold the auxiliary classifier, its operations do not.
        boolean aux = name.equals("inception-v3");
        var whole = aux ? NetworkCost.of(Model.of(name + ",aux" + size).graph()) : cost;

        assertThat(whole.params()).isEqualTo(Long.parseLong(row.get("num_params")));
        assertThat(cost.flops() / 1e9)
                .isCloseTo(Double.parseDouble(row.get("gflops_ops")), within(.0005));
    }
}
