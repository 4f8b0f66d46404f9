package dev.convscope.zoo;

import static dev.convscope.graph.ActivationFunction.HARD_SWISH;
import static dev.convscope.graph.ActivationFunction.RELU;
import static dev.convscope.graph.ActivationFunction.RELU6;
import static dev.convscope.zoo.BlockRow.mobile;

import dev.convscope.zoo.InvertedResidualNet.Ends;
import dev.convscope.zoo.SeparableNet.Row;

import java.util.List;

/// MobileNet-V1 (Howard et al. 2017, Table 1), V2 (Sandler et al. 2018, Table 2) and V3, and
/// MnasNet.
final class MobileNets {
    /// Table 1 prints the last depthwise layer with stride 2 at 7×7, a misprint.
    private static final List<Row> V1 =
            List.of(
                    new Row(64, 1, 1),
                    new Row(128, 2, 2),
                    new Row(256, 2, 2),
                    new Row(512, 2, 6),
                    new Row(1024, 2, 2));

    /// Without the five layers of stride 1 and width 512.
    private static final List<Row> V1_SHALLOW =
            List.of(
                    new Row(64, 1, 1),
                    new Row(128, 2, 2),
                    new Row(256, 2, 2),
                    new Row(512, 2, 1),
                    new Row(1024, 2, 2));

    private static final List<BlockRow> V2 =
            List.of(
                    mobile(1, 3, 1, 1, 32, 16),
                    mobile(2, 3, 2, 6, 16, 24),
                    mobile(3, 3, 2, 6, 24, 32),
                    mobile(4, 3, 2, 6, 32, 64),
                    mobile(3, 3, 1, 6, 64, 96),
                    mobile(3, 3, 2, 6, 96, 160),
                    mobile(1, 3, 1, 6, 160, 320));

    /// The final paper's Table 1; the first arXiv version has another tail.
    private static final List<MobileNetV3.Row> V3_LARGE =
            List.of(
                    new MobileNetV3.Row(3, 16, 16, false, RELU, 1),
                    new MobileNetV3.Row(3, 64, 24, false, RELU, 2),
                    new MobileNetV3.Row(3, 72, 24, false, RELU, 1),
                    new MobileNetV3.Row(5, 72, 40, true, RELU, 2),
                    new MobileNetV3.Row(5, 120, 40, true, RELU, 1),
                    new MobileNetV3.Row(5, 120, 40, true, RELU, 1),
                    new MobileNetV3.Row(3, 240, 80, false, HARD_SWISH, 2),
                    new MobileNetV3.Row(3, 200, 80, false, HARD_SWISH, 1),
                    new MobileNetV3.Row(3, 184, 80, false, HARD_SWISH, 1),
                    new MobileNetV3.Row(3, 184, 80, false, HARD_SWISH, 1),
                    new MobileNetV3.Row(3, 480, 112, true, HARD_SWISH, 1),
                    new MobileNetV3.Row(3, 672, 112, true, HARD_SWISH, 1),
                    new MobileNetV3.Row(5, 672, 160, true, HARD_SWISH, 2),
                    new MobileNetV3.Row(5, 960, 160, true, HARD_SWISH, 1),
                    new MobileNetV3.Row(5, 960, 160, true, HARD_SWISH, 1));

    private static final List<MobileNetV3.Row> V3_SMALL =
            List.of(
                    new MobileNetV3.Row(3, 16, 16, true, RELU, 2),
                    new MobileNetV3.Row(3, 72, 24, false, RELU, 2),
                    new MobileNetV3.Row(3, 88, 24, false, RELU, 1),
                    new MobileNetV3.Row(5, 96, 40, true, HARD_SWISH, 2),
                    new MobileNetV3.Row(5, 240, 40, true, HARD_SWISH, 1),
                    new MobileNetV3.Row(5, 240, 40, true, HARD_SWISH, 1),
                    new MobileNetV3.Row(5, 120, 48, true, HARD_SWISH, 1),
                    new MobileNetV3.Row(5, 144, 48, true, HARD_SWISH, 1),
                    new MobileNetV3.Row(5, 288, 96, true, HARD_SWISH, 2),
                    new MobileNetV3.Row(5, 576, 96, true, HARD_SWISH, 1),
                    new MobileNetV3.Row(5, 576, 96, true, HARD_SWISH, 1));

    /// MnasNet-A1 (Tan et al. 2019, Figure 7).
    private static final List<BlockRow> MNASNET_A1 =
            List.of(
                    mobile(1, 3, 1, 1, 32, 16),
                    mobile(2, 3, 2, 6, 16, 24),
                    mobile(3, 5, 2, 3, 24, 40).withSqueeze(0.25),
                    mobile(4, 3, 2, 6, 40, 80),
                    mobile(2, 3, 1, 6, 80, 112).withSqueeze(0.25),
                    mobile(3, 5, 2, 6, 112, 160).withSqueeze(0.25),
                    mobile(1, 3, 1, 6, 160, 320));

    private MobileNets() {}

    static List<Network> networks() {
        return List.of(
                v1("mobilenet-v1", V1, false)
                        .describedAs("28 layers of depthwise separable convolutions"),
                v1("mobilenet-v1:dense", V1, true)
                        .describedAs("full 3×3 convolutions instead of separable ones"),
                v1("mobilenet-v1:shallow", V1_SHALLOW, false)
                        .describedAs("without the five layers of width 512 and stride 1"),
                Network.of("mobilenet-v2", "MobileNet", 224, v2())
                        .describedAs("inverted residuals with linear bottlenecks"),
                v3("mobilenet-v3-large", new MobileNetV3(V3_LARGE, 960, 1280, 0.2)),
                v3("mobilenet-v3-small", new MobileNetV3(V3_SMALL, 576, 1024, 0.2)),
                Network.of("mnasnet-a1", "MnasNet", 224, mnasnet())
                        .describedAs("found by a search for accuracy and latency"));
    }

    private static Network v1(String name, List<Row> rows, boolean dense) {
        var architecture = new SeparableNet(32, rows, dense, 0.001, Units.PYTORCH);
        return Network.of(name, "MobileNet", 224, architecture);
    }

    private static InvertedResidualNet v2() {
        return inverted(V2, Ends.HEAD_NEVER_NARROWER, new Units(RELU6, false, 1e-5));
    }

    private static Network v3(String name, MobileNetV3 architecture) {
        return Network.of(name, "MobileNet", 224, architecture)
                .describedAs("hard swish, squeeze-and-excitation, a cheaper head");
    }

    private static InvertedResidualNet mnasnet() {
        return inverted(MNASNET_A1, Ends.SCALED, new Units(RELU, false, 1e-3));
    }

    private static InvertedResidualNet inverted(List<BlockRow> rows, Ends ends, Units units) {
        return new InvertedResidualNet(
                rows, ends, 1, 1, 32, 1280, 0.2, 1, ChannelRounding.NINE_TENTHS, units);
    }
}
