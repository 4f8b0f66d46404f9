package dev.convscope.zoo;

import static dev.convscope.zoo.BlockRow.fused;
import static dev.convscope.zoo.BlockRow.mobile;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.zoo.InvertedResidualNet.Ends;

import java.util.ArrayList;
import java.util.List;

/// EfficientNet-V2 (Tan and Le 2021): fused blocks in the early stages; the input size is that of
/// evaluation. B0 to B3 scale one baseline, the others have rows of their own.
final class EfficientNetsV2 {
    private static final double SQUEEZE = 0.25;
    private static final double SURVIVAL = 0.8;

    private static final List<BlockRow> BASELINE =
            List.of(
                    fused(1, 3, 1, 1, 32, 16),
                    fused(2, 3, 2, 4, 16, 32),
                    fused(2, 3, 2, 4, 32, 48),
                    mobile(3, 3, 2, 4, 48, 96).withSqueeze(SQUEEZE),
                    mobile(5, 3, 1, 6, 96, 112).withSqueeze(SQUEEZE),
                    mobile(8, 3, 2, 6, 112, 192).withSqueeze(SQUEEZE));

    private static final List<BlockRow> SMALL =
            List.of(
                    fused(2, 3, 1, 1, 24, 24),
                    fused(4, 3, 2, 4, 24, 48),
                    fused(4, 3, 2, 4, 48, 64),
                    mobile(6, 3, 2, 4, 64, 128).withSqueeze(SQUEEZE),
                    mobile(9, 3, 1, 6, 128, 160).withSqueeze(SQUEEZE),
                    mobile(15, 3, 2, 6, 160, 256).withSqueeze(SQUEEZE));

    private static final List<BlockRow> MEDIUM =
            List.of(
                    fused(3, 3, 1, 1, 24, 24),
                    fused(5, 3, 2, 4, 24, 48),
                    fused(5, 3, 2, 4, 48, 80),
                    mobile(7, 3, 2, 4, 80, 160).withSqueeze(SQUEEZE),
                    mobile(14, 3, 1, 6, 160, 176).withSqueeze(SQUEEZE),
                    mobile(18, 3, 2, 6, 176, 304).withSqueeze(SQUEEZE),
                    mobile(5, 3, 1, 6, 304, 512).withSqueeze(SQUEEZE));

    private static final List<BlockRow> LARGE =
            List.of(
                    fused(4, 3, 1, 1, 32, 32),
                    fused(7, 3, 2, 4, 32, 64),
                    fused(7, 3, 2, 4, 64, 96),
                    mobile(10, 3, 2, 4, 96, 192).withSqueeze(SQUEEZE),
                    mobile(19, 3, 1, 6, 192, 224).withSqueeze(SQUEEZE),
                    mobile(25, 3, 2, 6, 224, 384).withSqueeze(SQUEEZE),
                    mobile(7, 3, 1, 6, 384, 640).withSqueeze(SQUEEZE));

    private static final List<BlockRow> EXTRA_LARGE =
            List.of(
                    fused(4, 3, 1, 1, 32, 32),
                    fused(8, 3, 2, 4, 32, 64),
                    fused(8, 3, 2, 4, 64, 96),
                    mobile(16, 3, 2, 4, 96, 192).withSqueeze(SQUEEZE),
                    mobile(24, 3, 1, 6, 192, 256).withSqueeze(SQUEEZE),
                    mobile(32, 3, 2, 6, 256, 512).withSqueeze(SQUEEZE),
                    mobile(8, 3, 1, 6, 512, 640).withSqueeze(SQUEEZE));

    private record Member(
            String name,
            List<BlockRow> rows,
            double width,
            double depth,
            int pixels,
            double dropout) {}

    private static final List<Member> MEMBERS =
            List.of(
                    new Member("s", SMALL, 1.0, 1.0, 384, 0.2),
                    new Member("m", MEDIUM, 1.0, 1.0, 480, 0.3),
                    new Member("l", LARGE, 1.0, 1.0, 480, 0.4),
                    new Member("xl", EXTRA_LARGE, 1.0, 1.0, 512, 0.4),
                    new Member("b0", BASELINE, 1.0, 1.0, 224, 0.2),
                    new Member("b1", BASELINE, 1.0, 1.1, 240, 0.2),
                    new Member("b2", BASELINE, 1.1, 1.2, 260, 0.3),
                    new Member("b3", BASELINE, 1.2, 1.4, 300, 0.3));

    private EfficientNetsV2() {}

    static List<Network> networks() {
        List<Network> networks = new ArrayList<>();
        for (Member m : MEMBERS) {
            networks.add(
                    network(m, "", true)
                            .describedAs("fused blocks early, squeeze-and-excitation late"));
        }
        for (Member m : MEMBERS.subList(0, 3)) {
            networks.add(network(m, ":torchvision", false).describedAs("symmetric padding"));
        }
        return networks;
    }

    private static Network network(Member m, String variant, boolean same) {
        var architecture =
                new InvertedResidualNet(
                        m.rows(),
                        Ends.SCALED,
                        m.width(),
                        m.depth(),
                        m.rows().getFirst().input(),
                        1280,
                        m.dropout(),
                        SURVIVAL,
                        ChannelRounding.NEAREST,
                        new Units(ActivationFunction.SILU, same, 1e-3));
        String name = "efficientnetv2-" + m.name() + variant;
        return Network.of(name, "EfficientNet-V2", m.pixels(), architecture);
    }
}
