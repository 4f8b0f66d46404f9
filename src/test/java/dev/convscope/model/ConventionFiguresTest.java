package dev.convscope.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.analysis.Convention;
import dev.convscope.analysis.NetworkCost;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/// The figures that counting tools print for known networks, in units of 10⁹.
class ConventionFiguresTest {

    /// Convention, network, what the tool prints, and half a unit of its last digit.
    record Printed(String convention, String model, double figure, double half) {}

    static Stream<Printed> figures() {
        return Stream.of(
                new Printed("mac", "efficientnet-b0", .3858, .00005),
                new Printed("mac", "resnet-50", 4.0892, .00005),
                new Printed("flop2", "efficientnet-b0", .7716, .00005),
                new Printed("torch", "resnet-50", 8.178, .0005),
                new Printed("flop2", "alexnet:torchvision", 1.428, .0005),
                new Printed("flop2", "vgg-16", 30.94, .005),
                new Printed("flop2", "densenet-121", 5.668, .0005),
                new Printed("flop2", "googlenet:torchvision", 2.996, .001),
                new Printed("fvcore", "resnet-50", 4.111512576, 1e-10),
                new Printed("timm", "efficientnet-b0", .399352864, 1e-10),
                new Printed("timm", "efficientnet-b4", 4.49, .005),
                new Printed("timm", "efficientnet-b7", 38.33, .005),
                new Printed("timm", "mobilenet-v2", .31, .005),
                new Printed("timm", "densenet-121", 2.87, .005),
                new Printed("ptflops-aten", "alexnet:torchvision", .71, .005),
                new Printed("ptflops-aten", "vgg-16", 15.48, .005),
                new Printed("ptflops-aten", "resnet-50", 4.09, .005),
                new Printed("ptflops-pytorch", "resnet-50", 4.12, .005),
                new Printed("ptflops-pytorch", "vgg-16", 15.50, .005),
                new Printed("ptflops-pytorch", "densenet-121", 2.88, .005),
                new Printed("thop", "resnet-50", 4.134, .0005),
                new Printed("thop", "alexnet:torchvision", .71, .005),
                new Printed("thop-2019", "alexnet:torchvision", .773, .0005),
                new Printed("thop-2019", "vgg-16", 15.61, .005),
                new Printed("thop-2019", "resnet-50", 4.14, .005),
                new Printed("thop-2019", "densenet-121", 2.90, .005),
                new Printed("deepspeed-macs", "resnet-50", 4.09, .005),
                new Printed("deepspeed-flops", "resnet-50", 8.21, .005),
                new Printed("calflops-flops", "vgg-16", 30.97, .005),
                new Printed("calflops-flops", "densenet-121", 5.72, .005),
                new Printed("calflops-flops", "alexnet:torchvision", 1.43, .005),
                new Printed("onnx-tool", "googlenet", 1.606, .0005));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void reproducesWhatTheToolPrints(Printed row) {
        var cost =
                NetworkCost.of(Model.of(row.model()).graph(), Convention.named(row.convention()));
        assertThat(cost.flops() / 1e9).isCloseTo(row.figure(), within(row.half()));
    }

    @Test
    void torchinfoPrintsTheTotalOfTheBatch() {
        var cost = NetworkCost.of(Model.of("resnet-50").graph(), Convention.named("torchinfo"));
        assertThat(2 * cost.flops() / 1e9).isCloseTo(8.18, within(.005));
    }

    @Test
    void kerasAddsTheMovingStatistics() {
        var cost = NetworkCost.of(Model.of("efficientnet-b0").graph(), Convention.named("keras"));
        assertThat(cost.paramsByConvention() + 7).isEqualTo(5_330_571);
    }
}
