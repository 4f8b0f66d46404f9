package dev.convscope.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Figures of networks that have no golden row: from papers, from the authors' programs, and from
/// timm's tables of models it can run.
class KnownFiguresTest {

    @ParameterizedTest
    @CsvSource({
        "resnet-cifar-20, 269722",
        "resnet-cifar-32, 464154",
        "resnet-cifar-44, 658586",
        "resnet-cifar-56, 853018",
        "resnet-cifar-110, 1727962",
        "resnet-cifar-1202, 19421274",
        "wide-resnet-cifar-28-10, 36479194",
        "densenet-cifar-40-12, 1019722",
        "densenet-cifar-100-12, 6979642",
        "densenet-cifar-100-24, 27249082",
        "googlenet:batch-norm, 7005832",
        "googlenet:separable-stem, 6991856",
        "preact-resnet-50, 25549352",
        "preact-resnet-cifar-164, 1703258",
        "preact-resnet-cifar-1001, 10327706",
        "wide-resnet-cifar-16-8, 10961370",
        "wide-resnet-101-2, 126886696",
        "se-resnet-50, 28088024",
        "mnasnet-a1, 3887038",
        "efficientnetv2-l, 118515272",
        "densenet-264, 33337704",
    })
    void parametersToTheUnit(String name, long params) {
        assertThat(params(name, Configuration.defaults())).isEqualTo(params);
    }

    @ParameterizedTest
    @CsvSource({
        "densenet-cifar-100-12, 769162",
        "densenet-cifar-250-24, 15324406",
        "densenet-cifar-190-40, 25624430",
    })
    void parametersOfDenseNetBc(String name, long params) {
        var bottleneck = Configuration.defaults().with("bottleneck", "true");
        assertThat(params(name, bottleneck)).isEqualTo(params);
        assertThat(params(name, bottleneck.with("theta", "0.5"))).isEqualTo(params);
    }

    /// Millions of parameters, billions of multiply-adds with two per normalised number, millions
    /// of outputs of convolutions and fully connected layers; as timm prints them.
    @ParameterizedTest
    @CsvSource({
        "efficientnet-b8, 672, 87.41, 63.48, 442.89",
        "efficientnet-l2, 475, 480.31, 172.11, 609.89",
        "efficientnet-l2, 800, 480.31, 479.12, 1707.39",
        "efficientnet-edgetpu-l, 300, 10.59, 8.00, 30.70",
        "efficientnetv2-b2, 208, 10.10, 1.06, 6.00",
        "efficientnetv2-b2, 260, 10.10, 1.72, 9.84",
        "efficientnetv2-l, 480, 118.52, 56.40, 157.99",
        "efficientnetv2-xl, 384, 208.12, 52.81, 139.20",
        "mnasnet-a1, 224, 3.89, 0.32, 6.23",
        "resnet-18, 160, 11.69, 0.93, 1.27",
        "resnet-101, 176, 44.55, 4.92, 10.08",
        "resnet-200, 288, 64.67, 24.91, 53.21",
        "resnext-101-64x4d, 288, 83.46, 25.66, 51.59",
        "se-resnet-50, 224, 28.09, 3.88, 10.60",
        "se-resnet-101, 224, 49.33, 7.61, 15.74",
        "se-resnet-152, 224, 66.82, 11.33, 22.08",
        "wide-resnet-101-2, 176, 126.89, 14.31, 13.18",
        "densenet-121, 288, 7.98, 4.74, 11.41",
    })
    void agreesWithWhatTimmPrints(
            String name, int pixels, double params, double macs, double activations) {
        var configuration = Configuration.defaults().withPixels(pixels);
        Count count = Count.of(Zoo.find(name).orElseThrow().build(configuration));

        assertThat(count.params() / 1e6).isCloseTo(params, within(0.00501));
        assertThat((count.macs() + 2 * count.bnElements()) / 1e9).isCloseTo(macs, within(0.00501));
        assertThat(count.activationElements() / 1e6).isCloseTo(activations, within(0.00501));
    }

    @ParameterizedTest
    @CsvSource({
        "mobilenet-v2, 0.35, 1.68, 0.07, 2.86",
        "mobilenet-v2, 0.75, 2.64, 0.22, 5.86",
        "mobilenet-v1, 1.25, 6.27, 0.89, 6.30",
    })
    void scalesTheWidthOfMobileNetsAsTimmDoes(
            String name, double width, double params, double macs, double activations) {
        var configuration = Configuration.defaults().withWidth(width);
        Count count = Count.of(Zoo.find(name).orElseThrow().build(configuration));

        assertThat(count.params() / 1e6).isCloseTo(params, within(0.00501));
        assertThat((count.macs() + 2 * count.bnElements()) / 1e9).isCloseTo(macs, within(0.00501));
        assertThat(count.activationElements() / 1e6).isCloseTo(activations, within(0.00501));
    }

    /// Billions of multiply-adds of the compound networks of the EfficientNet paper's Table 3, as
    /// computed from the rules by hand, to the printed digits.
    @ParameterizedTest
    @CsvSource({
        "mobilenet-v1, 1.2, 1.4, 288, 2.243",
        "mobilenet-v1, 1.2, 1.4, 291, 2.467",
        "mobilenet-v1, 1, 1, 448, 2.272",
        "mobilenet-v2, 1.2, 1.4, 288, 1.284",
        "mobilenet-v2, 1, 1, 448, 1.199",
        "resnet-50, 1.2, 1.4, 299, 15.906",
        "resnet-50, 1.2, 1.4, 288, 14.07",
        "efficientnet-b0, 1.1, 1.2, 258, 0.993",
    })
    void multiplyAddsOfCompoundNetworks(
            String name, double width, double depth, int pixels, double billions) {
        var configuration =
                Configuration.defaults().withWidth(width).withDepth(depth).withPixels(pixels);
        Count count = Count.of(Zoo.find(name).orElseThrow().build(configuration));

        assertThat(count.macs() / 1e9).isCloseTo(billions, within(0.0051));
    }

    @Test
    void torchvisionsGoogLeNetWithAuxiliaryHeads() {
        var withAux = Configuration.defaults().withAux(true);
        assertThat(params("googlenet:torchvision", withAux)).isEqualTo(13_004_888);
    }

    @ParameterizedTest
    @CsvSource({
        "amoebanet-c, 155",
        "preact-resnet-cifar-164, 2",
        "preact-resnet-cifar-1001, 10",
        "wide-resnet-cifar-16-8, 11",
        "vgg-16c, 134",
        "densenet-264, 33",
    })
    void parametersInMillionsAsThePapersPrintThem(String name, long millions) {
        assertThat(Math.round(params(name, Configuration.defaults()) / 1e6)).isEqualTo(millions);
    }

    private static long params(String name, Configuration configuration) {
        return Count.of(Zoo.find(name).orElseThrow().build(configuration)).params();
    }
}
