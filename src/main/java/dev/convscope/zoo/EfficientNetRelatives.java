package dev.convscope.zoo;

import static dev.convscope.zoo.BlockRow.fused;
import static dev.convscope.zoo.BlockRow.mobile;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.zoo.InvertedResidualNet.Ends;

import java.util.ArrayList;
import java.util.List;

/// EfficientNet-Lite and EfficientNet-EdgeTPU: EfficientNet for hardware that dislikes
/// squeeze-and-excitation and SiLU (released coefficients and block strings).
final class EfficientNetRelatives {
    private static final double SURVIVAL = 0.8;

    /// The rows of B0 without squeeze-and-excitation.
    private static final List<BlockRow> LITE =
            EfficientNets.BASELINE.stream().map(row -> row.withSqueeze(0)).toList();

    private static final List<BlockRow> EDGETPU =
            List.of(
                    fused(1, 3, 1, 4, 24, 24).withoutSkip(),
                    fused(2, 3, 2, 8, 24, 32),
                    fused(4, 3, 2, 8, 32, 48),
                    mobile(5, 5, 2, 8, 48, 96),
                    mobile(4, 5, 1, 8, 96, 144),
                    mobile(2, 5, 2, 8, 144, 192));

    private record Coefficients(
            String member, double width, double depth, int pixels, double dropout) {}

    private static final List<Coefficients> LITE_COEFFICIENTS =
            List.of(
                    new Coefficients("lite0", 1.0, 1.0, 224, 0.2),
                    new Coefficients("lite1", 1.0, 1.1, 240, 0.2),
                    new Coefficients("lite2", 1.1, 1.2, 260, 0.3),
                    new Coefficients("lite3", 1.2, 1.4, 280, 0.3),
                    new Coefficients("lite4", 1.4, 1.8, 300, 0.3));

    private static final List<Coefficients> EDGETPU_COEFFICIENTS =
            List.of(
                    new Coefficients("edgetpu-s", 1.0, 1.0, 224, 0.2),
                    new Coefficients("edgetpu-m", 1.0, 1.1, 240, 0.2),
                    new Coefficients("edgetpu-l", 1.2, 1.4, 300, 0.3));

    private EfficientNetRelatives() {}

    static List<Network> networks() {
        List<Network> networks = new ArrayList<>();
        for (Coefficients c : LITE_COEFFICIENTS) {
            networks.add(
                    network(c, LITE, Ends.FIXED, ActivationFunction.RELU6)
                            .describedAs(
                                    "no squeeze-and-excitation, ReLU6, stem and head not scaled"));
        }
        for (Coefficients c : EDGETPU_COEFFICIENTS) {
            networks.add(
                    network(c, EDGETPU, Ends.SCALED, ActivationFunction.RELU)
                            .describedAs("dense expansions in the first stages, ReLU"));
        }
        return networks;
    }

    private static Network network(
            Coefficients c, List<BlockRow> rows, Ends ends, ActivationFunction function) {
        var architecture =
                new InvertedResidualNet(
                        rows,
                        ends,
                        c.width(),
                        c.depth(),
                        32,
                        1280,
                        c.dropout(),
                        SURVIVAL,
                        ChannelRounding.NINE_TENTHS,
                        new Units(function, true, 1e-3));
        return Network.of("efficientnet-" + c.member(), "EfficientNet", c.pixels(), architecture);
    }
}
