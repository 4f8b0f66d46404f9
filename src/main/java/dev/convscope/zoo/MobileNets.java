package dev.convscope.zoo;

import static dev.convscope.zoo.BlockRow.mobile;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.zoo.InvertedResidualNet.Ends;
import dev.convscope.zoo.SeparableNet.Row;

import java.util.List;

/// MobileNet-V1 (Howard et al. 2017, Table 1) and V2 (Sandler et al. 2018, Table 2).
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
                        .describedAs("inverted residuals with linear bottlenecks"));
    }

    private static Network v1(String name, List<Row> rows, boolean dense) {
        var architecture = new SeparableNet(32, rows, dense, 0.001, Units.PYTORCH);
        return Network.of(name, "MobileNet", 224, architecture);
    }

    private static InvertedResidualNet v2() {
        return new InvertedResidualNet(
                V2,
                Ends.HEAD_NEVER_NARROWER,
                1,
                1,
                32,
                1280,
                0.2,
                1,
                ChannelRounding.NINE_TENTHS,
                new Units(ActivationFunction.RELU6, false, 1e-5));
    }
}
