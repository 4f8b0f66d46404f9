package dev.convscope.zoo;

import static dev.convscope.zoo.Piece.average;
import static dev.convscope.zoo.Piece.conv;
import static dev.convscope.zoo.Piece.fork;
import static dev.convscope.zoo.Piece.max;
import static dev.convscope.zoo.Piece.sequence;
import static dev.convscope.zoo.Piece.times;

import dev.convscope.zoo.InceptionNet.Auxiliary;
import dev.convscope.zoo.InceptionNet.Head;
import dev.convscope.zoo.InceptionNet.Stage;
import dev.convscope.zoo.Piece.Residual;

import java.util.List;

/// Inception-v3 (Szegedy et al. 2016), Inception-v4 and Inception-ResNet-v2 (Szegedy et al. 2017).
final class Inceptions {
    private static final int PIXELS = 299;
    private static final PieceBuilder.Style STYLE = new PieceBuilder.Style(true, 1e-3, false);

    private Inceptions() {}

    static List<Network> networks() {
        return List.of(
                Network.of("inception-v3", "Inception", PIXELS, v3(STYLE))
                        .describedAs("factorised convolutions, an optional auxiliary head"),
                Network.of(
                                "inception-v3:torchvision",
                                "Inception",
                                PIXELS,
                                v3(new PieceBuilder.Style(true, 1e-3, true)))
                        .describedAs("average poolings count their padding"),
                Network.of("inception-v4", "Inception", PIXELS, v4())
                        .describedAs("a uniform grid of Inception modules"),
                Network.of("inception-resnet-v2", "Inception", PIXELS, resNetV2())
                        .describedAs("Inception modules on scaled residual connections"));
    }

    /// The stem of v3 and Inception-ResNet-v2: 299 → 149 → 147 → 73 → 71 → 35.
    private static Stage stem() {
        return Stage.of(
                conv(3, 32).by(2).valid(),
                conv(3, 32).valid(),
                conv(3, 64),
                max(),
                conv(1, 80),
                conv(3, 192).valid(),
                max());
    }

    private static InceptionNet v3(PieceBuilder.Style style) {
        Piece reduceA =
                fork(
                        conv(3, 384).by(2).valid(),
                        sequence(conv(1, 64), conv(3, 96), conv(3, 96).by(2).valid()),
                        max());
        Piece reduceB =
                fork(
                        sequence(conv(1, 192), conv(3, 320).by(2).valid()),
                        sequence(
                                conv(1, 192),
                                conv(1, 7, 192),
                                conv(7, 1, 192),
                                conv(3, 192).by(2).valid()),
                        max());
        return new InceptionNet(
                List.of(
                        stem(),
                        Stage.of().then(v3a(32), v3a(64), v3a(64)),
                        Stage.of(reduceA).then(v3c(128), v3c(160), v3c(160), v3c(192)),
                        Stage.of(reduceB).then(v3e(), v3e())),
                style,
                List.of(new Auxiliary(2, Integer.MAX_VALUE, Head.INCEPTION_V3)),
                0.5);
    }

    private static Piece v3a(int pooled) {
        return fork(
                conv(1, 64),
                sequence(conv(1, 48), conv(5, 64)),
                sequence(conv(1, 64), conv(3, 96), conv(3, 96)),
                sequence(average(), conv(1, pooled)));
    }

    private static Piece v3c(int c) {
        return fork(
                conv(1, 192),
                sequence(conv(1, c), conv(1, 7, c), conv(7, 1, 192)),
                sequence(conv(1, c), conv(7, 1, c), conv(1, 7, c), conv(7, 1, c), conv(1, 7, 192)),
                sequence(average(), conv(1, 192)));
    }

    private static Piece v3e() {
        Piece crossed = fork(conv(1, 3, 384), conv(3, 1, 384));
        return fork(
                conv(1, 320),
                sequence(conv(1, 384), crossed),
                sequence(conv(1, 448), conv(3, 384), crossed),
                sequence(average(), conv(1, 192)));
    }

    /// The stem of v4; PolyNet's has its 7×1 before its 1×7.
    static Stage v4Stem(Piece first, Piece second) {
        return Stage.of(
                conv(3, 32).by(2).valid(),
                conv(3, 32).valid(),
                conv(3, 64),
                fork(max(), conv(3, 96).by(2).valid()),
                fork(
                        sequence(conv(1, 64), conv(3, 96).valid()),
                        sequence(conv(1, 64), first, second, conv(3, 96).valid())),
                fork(conv(3, 192).by(2).valid(), max()));
    }

    private static InceptionNet v4() {
        Piece reduceA =
                fork(
                        conv(3, 384).by(2).valid(),
                        sequence(conv(1, 192), conv(3, 224), conv(3, 256).by(2).valid()),
                        max());
        Piece reduceB =
                fork(
                        sequence(conv(1, 192), conv(3, 192).by(2).valid()),
                        sequence(
                                conv(1, 256),
                                conv(1, 7, 256),
                                conv(7, 1, 320),
                                conv(3, 320).by(2).valid()),
                        max());
        return new InceptionNet(
                List.of(
                        v4Stem(conv(1, 7, 64), conv(7, 1, 64)),
                        Stage.of().then(times(4, v4a())),
                        Stage.of(reduceA).then(times(7, v4b())),
                        Stage.of(reduceB).then(times(3, v4c()))),
                STYLE,
                List.of(),
                0.2);
    }

    private static Piece v4a() {
        return fork(
                conv(1, 96),
                sequence(conv(1, 64), conv(3, 96)),
                sequence(conv(1, 64), conv(3, 96), conv(3, 96)),
                sequence(average(), conv(1, 96)));
    }

    private static Piece v4b() {
        return fork(
                conv(1, 384),
                sequence(conv(1, 192), conv(1, 7, 224), conv(7, 1, 256)),
                sequence(
                        conv(1, 192),
                        conv(7, 1, 192),
                        conv(1, 7, 224),
                        conv(7, 1, 224),
                        conv(1, 7, 256)),
                sequence(average(), conv(1, 128)));
    }

    private static Piece v4c() {
        Piece crossed = fork(conv(1, 3, 256), conv(3, 1, 256));
        return fork(
                conv(1, 256),
                sequence(conv(1, 384), crossed),
                sequence(conv(1, 384), conv(3, 1, 448), conv(1, 3, 512), crossed),
                sequence(average(), conv(1, 256)));
    }

    private static InceptionNet resNetV2() {
        Piece mixed5b =
                fork(
                        conv(1, 96),
                        sequence(conv(1, 48), conv(5, 64)),
                        sequence(conv(1, 64), conv(3, 96), conv(3, 96)),
                        sequence(average(), conv(1, 64)));
        Piece block35 =
                fork(
                        conv(1, 32),
                        sequence(conv(1, 32), conv(3, 32)),
                        sequence(conv(1, 32), conv(3, 48), conv(3, 64)));
        Piece mixed6a =
                fork(
                        conv(3, 384).by(2).valid(),
                        sequence(conv(1, 256), conv(3, 256), conv(3, 384).by(2).valid()),
                        max());
        Piece block17 =
                fork(conv(1, 192), sequence(conv(1, 128), conv(1, 7, 160), conv(7, 1, 192)));
        Piece mixed7a =
                fork(
                        sequence(conv(1, 256), conv(3, 384).by(2).valid()),
                        sequence(conv(1, 256), conv(3, 288).by(2).valid()),
                        sequence(conv(1, 256), conv(3, 288), conv(3, 320).by(2).valid()),
                        max());
        Piece block8 = fork(conv(1, 192), sequence(conv(1, 192), conv(1, 3, 224), conv(3, 1, 256)));
        return new InceptionNet(
                List.of(
                        stem(),
                        Stage.of(mixed5b).then(times(10, new Residual(block35, 0.17, true))),
                        Stage.of(mixed6a).then(times(20, new Residual(block17, 0.10, true))),
                        Stage.of(mixed7a).then(times(10, new Residual(block8, 0.20, false))),
                        Stage.of(conv(1, 1536))),
                STYLE,
                List.of(),
                0.2);
    }
}
