package dev.convscope.zoo;

import static dev.convscope.zoo.BlockRow.mobile;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.zoo.InvertedResidualNet.Ends;

import java.util.ArrayList;
import java.util.List;

/// EfficientNet B0 to B8 and L2 (Tan and Le 2019, Table 1, and the released coefficients).
final class EfficientNets {
    private static final double SQUEEZE = 0.25;
    private static final double SURVIVAL = 0.8;

    /// Table 1, stages 2 to 8; arXiv v1 misprints the size of stage 6.
    static final List<BlockRow> BASELINE =
            List.of(
                    mobile(1, 3, 1, 1, 32, 16).withSqueeze(SQUEEZE),
                    mobile(2, 3, 2, 6, 16, 24).withSqueeze(SQUEEZE),
                    mobile(2, 5, 2, 6, 24, 40).withSqueeze(SQUEEZE),
                    mobile(3, 3, 2, 6, 40, 80).withSqueeze(SQUEEZE),
                    mobile(3, 5, 1, 6, 80, 112).withSqueeze(SQUEEZE),
                    mobile(4, 5, 2, 6, 112, 192).withSqueeze(SQUEEZE),
                    mobile(1, 3, 1, 6, 192, 320).withSqueeze(SQUEEZE));

    /// Width, depth, resolution and dropout of a member of the family.
    private record Coefficients(
            String member, double width, double depth, int pixels, double dropout) {}

    private static final List<Coefficients> COEFFICIENTS =
            List.of(
                    new Coefficients("b0", 1.0, 1.0, 224, 0.2),
                    new Coefficients("b1", 1.0, 1.1, 240, 0.2),
                    new Coefficients("b2", 1.1, 1.2, 260, 0.3),
                    new Coefficients("b3", 1.2, 1.4, 300, 0.3),
                    new Coefficients("b4", 1.4, 1.8, 380, 0.4),
                    new Coefficients("b5", 1.6, 2.2, 456, 0.4),
                    new Coefficients("b6", 1.8, 2.6, 528, 0.5),
                    new Coefficients("b7", 2.0, 3.1, 600, 0.5),
                    new Coefficients("b8", 2.2, 3.6, 672, 0.5),
                    new Coefficients("l2", 4.3, 5.3, 800, 0.5));

    private EfficientNets() {}

    static List<Network> networks() {
        List<Network> networks = new ArrayList<>();
        for (Coefficients c : COEFFICIENTS) {
            networks.add(
                    Network.of(
                                    "efficientnet-" + c.member(),
                                    "EfficientNet",
                                    c.pixels(),
                                    official(c))
                            .describedAs(
                                    "B0 scaled by width " + c.width() + ", depth " + c.depth()));
        }
        for (Coefficients c : COEFFICIENTS.subList(0, 8)) networks.add(torchvision(c));
        return networks;
    }

    /// TensorFlow's SAME padding and epsilon 1e-3, as in the released code.
    private static InvertedResidualNet official(Coefficients c) {
        return network(c, new Units(ActivationFunction.SILU, true, 1e-3));
    }

    /// Symmetric padding; epsilon 1e-5 for B0 to B4, whose weights come from timm; B2 runs at 288.
    private static Network torchvision(Coefficients c) {
        double epsilon = "b5 b6 b7".contains(c.member()) ? 1e-3 : 1e-5;
        int pixels = c.member().equals("b2") ? 288 : c.pixels();
        var architecture = network(c, new Units(ActivationFunction.SILU, false, epsilon));
        return Network.of(
                        "efficientnet-" + c.member() + ":torchvision",
                        "EfficientNet",
                        pixels,
                        architecture)
                .describedAs("symmetric padding, batch normalisation epsilon " + epsilon);
    }

    private static InvertedResidualNet network(Coefficients c, Units units) {
        return new InvertedResidualNet(
                BASELINE,
                Ends.SCALED,
                c.width(),
                c.depth(),
                32,
                1280,
                c.dropout(),
                SURVIVAL,
                ChannelRounding.NINE_TENTHS,
                units);
    }
}
