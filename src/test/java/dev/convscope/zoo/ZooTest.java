package dev.convscope.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.convscope.base.UserException;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Role;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/// What holds for every network, and what the zoo refuses.
class ZooTest {

    static Stream<Network> networks() {
        return Zoo.networks().stream();
    }

    @Test
    void listsTheNetworksOfEveryFamilyInAStableOrder() {
        List<String> names = networks().map(Network::name).toList();

        assertThat(names).hasSizeGreaterThan(120).startsWith("efficientnet-b0");
        assertThat(networks().map(Network::name)).containsExactlyElementsOf(names);
    }

    @Test
    void doesNotKnowANameItCannotGenerate() {
        assertThat(Zoo.find("resnet-51")).isEmpty();
        assertThat(Zoo.find("resnet-cifar-14")).isPresent();
        assertThat(Zoo.find("wide-resnet-cifar-40-4")).isPresent();
        assertThat(Zoo.find("")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void namesAndDescribesItself(Network network) {
        assertThat(network.description()).isNotBlank();
        assertThat(network.architecture().widthRule()).isNotBlank();
        assertThat(network.architecture().depthRule()).isNotBlank();
        assertThat(network.options()).contains("width", "depth", "resolution", "classes");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void widthAndDepthOneChangeNothingAndTwoMakeItLarger(Network network) {
        Count named = Count.of(network.build());
        var twice = Configuration.defaults();

        assertThat(Count.of(network.build(twice.withWidth(1).withDepth(1)))).isEqualTo(named);
        assertThat(Count.of(network.build(twice.withWidth(2))).params())
                .isGreaterThan(named.params());
        assertThat(Count.of(network.build(twice.withDepth(2))).macs()).isGreaterThan(named.macs());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void takesOddWidthsDepthsAndSizes(Network network) {
        for (double width : new double[] {0.3, 0.55, 0.9, 1.15, 1.37}) {
            var odd =
                    Configuration.defaults()
                            .withWidth(width)
                            .withDepth(2 - width)
                            .withPixels(network.defaultPixels() + (int) (width * 100))
                            .withClasses(7);
            assertThat(network.build(odd).outputShape().elements()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void otherClassesChangeOnlyTheLastLayer(Network network) {
        Graph graph = network.build();
        Graph other = network.build(Configuration.defaults().withClasses(77));
        Node last = graph.output();
        int features = Math.toIntExact(last.inputShape().elements());
        int classes = network.defaultClasses();

        assertThat(last.op()).isEqualTo(new Op.FullyConnected(classes, true));
        assertThat(Count.of(graph).params() - Count.of(other).params())
                .isEqualTo((long) (classes - 77) * (features + 1));
    }

    @ParameterizedTest
    @CsvSource({"googlenet, 6379728", "inception-v3, 3326696"})
    void auxiliaryHeadsStandBesideTheWayToTheOutput(String name, long params) {
        Network network = Zoo.find(name).orElseThrow();
        Graph without = network.build();
        Graph with = network.build(Configuration.defaults().withAux(true));

        assertThat(Count.of(with).params() - Count.of(without).params()).isEqualTo(params);
        assertThat(with.nodes()).anyMatch(node -> node.role() == Role.AUXILIARY);
        assertThat(Count.of(with.withoutUnused())).isEqualTo(Count.of(without));
    }

    @ParameterizedTest
    @CsvSource({
        "resnet-50, -1, 1, 224, resnet-50: width must be a positive number (found -1)",
        "resnet-50, 1, 0, 224, resnet-50: depth must be a positive number (found 0)",
        "resnet-50, NaN, 1, 224, resnet-50: width must be a positive number (found NaN)",
        "resnet-50, 0.01, 1, 224, 'resnet-50: the width gives no channel (found 0 channels,"
                + " expected at least 1)'",
        "densenet-121, 0.01, 1, 224, 'densenet-121: the width gives no channel (found 0 channels,"
                + " expected at least 1)'",
        "nasnet-a-large, 0.01, 1, 331, 'nasnet-a-large: the width gives no channel (found 0"
                + " channels, expected at least 1)'",
        "mobilenet-v2, 1e9, 1, 224, 'mobilenet-v2: the width gives too many channels (found"
                + " 32000000000 channels, expected at most 1000000)'",
        "efficientnet-b0, 1, 1e9, 224, 'efficientnet-b0: the depth gives too many blocks in one"
                + " stage (found 1000000000 blocks, expected at most 10000)'",
        "efficientnet-b0, 1, 1, 16, 'efficientnet-b0, layer ''7.1.depthwise'': the resolution is"
                + " too small for the network''s strides (found 16 pixels, of which one is left"
                + " there, expected at least 2×2)'",
        "vgg-16, 1, 1, 16, 'vgg-16: layer ''5.pool'': the 2×2 window does not fit into its input"
                + " (found 1×1 pixels, expected at least 2×2)'",
        "vgg-16, 1, 1, 0, vgg-16: resolution must be a positive number (found 0)",
        "vgg-16, 1, 1, 100000, vgg-16: the network is too large to be counted (found width 1.0 at"
                + " 100000 pixels)",
    })
    void refusesWhatMakesNoNetwork(
            String name, double width, double depth, int pixels, String message) {
        Network network = Zoo.find(name).orElseThrow();
        var request = Configuration.defaults().withWidth(width).withDepth(depth).withPixels(pixels);

        assertThatThrownBy(() -> network.build(request))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.remedy()).isNotEmpty())
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "resnet-50, theta, 0.5, resnet-50: this network has no option 'theta'",
        "densenet-121, theta, 2, densenet-121: the option 'theta' has a value it cannot take",
        "densenet-121, growth-rate, -3, densenet-121: the option 'growth-rate' has a value",
        "densenet-121, growth-rate, many, densenet-121: the option 'growth-rate' has a value",
        "densenet-121, bottleneck, maybe, densenet-121: the option 'bottleneck' has a value",
        "densenet-cifar-43-12, bottleneck, true, densenet-cifar-43-12: bottlenecks need an even",
    })
    void refusesOptionsItCannotTake(String name, String key, String value, String message) {
        Network network = Zoo.find(name).orElseThrow();
        var request = Configuration.defaults().with(key, value);

        assertThatThrownBy(() -> network.build(request))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        "resnet-cifar-21, the nearest depth is 20",
        "preact-resnet-cifar-165, the nearest depth is 164",
        "wide-resnet-cifar-29-10, the nearest depth is 28",
        "densenet-cifar-41-12, the nearest depth is 40",
    })
    void refusesADepthThatAGeneratorDoesNotHave(String name, String remedy) {
        assertThatThrownBy(() -> Zoo.find(name))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.remedy()).isEqualTo(remedy));
    }

    @Test
    void refusesAuxiliaryHeadsWhereThereAreNone() {
        Network network = Zoo.find("resnet-50").orElseThrow();

        assertThatThrownBy(() -> network.build(Configuration.defaults().withAux(true)))
                .hasMessage(
                        "resnet-50: this network has no option 'aux' (expected one of classes,"
                                + " depth, resolution, width)");
    }

    @Test
    void roundsAResolutionMultiplierHalfAwayFromZero() {
        Network network = Zoo.find("efficientnet-b0").orElseThrow();

        assertThat(network.pixelsAt(1.3)).isEqualTo(291);
        assertThat(network.pixelsAt(1.7)).isEqualTo(381);
        assertThat(Zoo.find("alexnet").orElseThrow().pixelsAt(0.5)).isEqualTo(114);
    }
}
