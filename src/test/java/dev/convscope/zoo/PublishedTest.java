package dev.convscope.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Published figures belong to the network and configuration they were measured on.
class PublishedTest {

    static Stream<String> names() {
        return StreamSupport.stream(Publications.networks().spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRowIsAboutAListedNetworkAndPlausible(String name) {
        Network network = Zoo.find(name).orElseThrow();

        assertThat(network.published())
                .allSatisfy(
                        row -> {
                            assertThat(row.source()).isNotBlank();
                            row.top1().ifPresent(top1 -> assertThat(top1).isBetween(50.0, 90.0));
                            row.top5().ifPresent(top5 -> assertThat(top5).isBetween(75.0, 99.0));
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "efficientnet-b0, 77.1",
        "efficientnet-b7, 84.3",
        "resnet-50, 76.0",
        "resnet-18, 69.758",
        "resnet-50:v1, 77.15",
        "mobilenet-v2, 72.0",
        "gpipe, 84.3",
        "senet-154, 81.32",
    })
    void theAccuracyShownIsOfTheNetworkAsNamed(String name, double top1) {
        assertThat(top1(Zoo.find(name).orElseThrow(), Configuration.defaults())).hasValue(top1);
    }

    @Test
    void anotherConfigurationHasItsOwnAccuracyOrNone() {
        Network network = Zoo.find("resnet-50").orElseThrow();
        var defaults = Configuration.defaults();

        assertThat(top1(network, defaults.withWidth(2))).hasValue(77.7);
        assertThat(top1(network, defaults.withPixels(448))).hasValue(77.5);
        assertThat(top1(network, defaults.withPixels(224))).hasValue(76.0);
        assertThat(top1(network, defaults.withWidth(1.5))).isEmpty();
        assertThat(top1(network, defaults.withClasses(10))).isEmpty();
    }

    @Test
    void nothingIsInventedForANetworkWithoutPublication() {
        Network cifar = Zoo.find("resnet-cifar-20").orElseThrow();

        assertThat(Zoo.find("basic-101").orElseThrow().published()).isEmpty();
        assertThat(top1(cifar, Configuration.defaults())).isEmpty();
        assertThat(cifar.publishedAs(Configuration.defaults()).orElseThrow().params())
                .hasValue("0.27M");
    }

    @Test
    void efficientNetIsTrainedWithStochasticDepth() {
        assertThat(Zoo.find("efficientnet-b0").orElseThrow().survival()).hasValue(0.8);
        assertThat(Zoo.find("resnet-50").orElseThrow().survival()).isEmpty();
    }

    private static OptionalDouble top1(Network network, Configuration configuration) {
        return network.publishedAs(configuration)
                .map(Published::top1)
                .orElse(OptionalDouble.empty());
    }
}
