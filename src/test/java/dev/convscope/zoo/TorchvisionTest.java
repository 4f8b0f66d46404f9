package dev.convscope.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.reference.ReferenceTable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.stream.Stream;

/// torchvision's own figures of every network it has weights for.
class TorchvisionTest {
    private static final Map<String, String> SPECIAL =
            Map.of(
                    "alexnet", "alexnet:torchvision",
                    "googlenet", "googlenet:torchvision",
                    "inception_v3", "inception-v3:torchvision");

    static Stream<Map<String, String>> weights() {
        return ReferenceTable.rows("torchvision_reference.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("weights")
    void parametersAndMultiplyAddsEqualThePrintedOnes(Map<String, String> row) {
        Network network = Zoo.find(name(row.get("model"))).orElseThrow();
        var configuration =
                Configuration.defaults().withPixels(Integer.parseInt(row.get("crop_size")));
        // torchvision counts Inception's auxiliary head as parameters, but not as operations.
        var whole = configuration.withAux(row.get("model").equals("inception_v3"));

        assertThat(Count.of(network.build(whole)).params())
                .isEqualTo(Long.parseLong(row.get("num_params")));
        assertThat(Count.of(network.build(configuration)).macs() / 1e9)
                .isCloseTo(Double.parseDouble(row.get("gflops_ops")), within(0.0005001));
    }

    @ParameterizedTest
    @MethodSource("weights")
    void theirAccuracyIsAmongThePublished(Map<String, String> row) {
        Network network = Zoo.find(name(row.get("model"))).orElseThrow();
        if (row.get("acc1").isEmpty()) return;

        assertThat(network.published())
                .anySatisfy(
                        published -> {
                            assertThat(published.source()).contains("torchvision");
                            assertThat(published.top1())
                                    .hasValue(Double.parseDouble(row.get("acc1")));
                            assertThat(published.top5())
                                    .hasValue(Double.parseDouble(row.get("acc5")));
                        });
    }

    /// torchvision's name as ours.
    private static String name(String theirs) {
        if (SPECIAL.containsKey(theirs)) return SPECIAL.get(theirs);
        return theirs.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("^efficientnet_v2_(.)$", "efficientnetv2-$1:torchvision")
                .replaceAll("^efficientnet_(b\\d)$", "efficientnet-$1:torchvision")
                .replaceAll("^vgg(\\d+)_bn$", "vgg-$1-bn")
                .replaceAll("^vgg(\\d+)$", "vgg-$1:torchvision")
                .replaceAll("^(resnet|densenet)(\\d+)$", "$1-$2")
                .replaceAll("^(resnext|wide_resnet)(\\d+)_", "$1-$2-")
                .replace('_', '-');
    }
}
