package dev.convscope.zoo;

import static dev.convscope.zoo.Piece.conv;
import static dev.convscope.zoo.Piece.fork;
import static dev.convscope.zoo.Piece.inTurn;
import static dev.convscope.zoo.Piece.max;
import static dev.convscope.zoo.Piece.sequence;
import static dev.convscope.zoo.Piece.times;

import dev.convscope.zoo.InceptionNet.Stage;
import dev.convscope.zoo.Piece.MultiWay;
import dev.convscope.zoo.Piece.Poly;

import java.util.List;

/// PolyNet (Zhang et al. 2017): sums of compositions of Inception-ResNet modules.
final class PolyNets {
    private static final double SCALE = 0.3;

    private PolyNets() {}

    static List<Network> networks() {
        return List.of(
                Network.of("polynet", "PolyNet", 331, veryDeep())
                        .describedAs("2-way and poly-3 modules in turn"));
    }

    private static InceptionNet veryDeep() {
        Piece pathA =
                fork(
                        sequence(conv(1, 32), conv(3, 48), conv(3, 64)),
                        sequence(conv(1, 32), conv(3, 32)),
                        conv(1, 32));
        Piece reduceA =
                fork(
                        sequence(conv(1, 256), conv(3, 256), conv(3, 384).by(2).valid()),
                        conv(3, 384).by(2).valid(),
                        max());
        Piece pathB = fork(sequence(conv(1, 128), conv(1, 7, 160), conv(7, 1, 192)), conv(1, 192));
        Piece reduceB =
                fork(
                        sequence(conv(1, 256), conv(3, 256), conv(3, 256).by(2).valid()),
                        sequence(conv(1, 256), conv(3, 256).by(2).valid()),
                        sequence(conv(1, 256), conv(3, 384).by(2).valid()),
                        max());
        Piece pathC = fork(sequence(conv(1, 192), conv(1, 3, 224), conv(3, 1, 256)), conv(1, 192));
        return new InceptionNet(
                List.of(
                        Inceptions.v4Stem(conv(7, 1, 64), conv(1, 7, 64)),
                        Stage.of().then(times(10, new MultiWay(pathA, 2, SCALE))),
                        Stage.of(reduceA).then(alternating(20, pathB)),
                        Stage.of(reduceB).then(alternating(10, pathC))),
                new PieceBuilder.Style(true, 1e-3, false),
                List.of(),
                0);
    }

    private static List<Piece> alternating(int count, Piece path) {
        return inTurn(count, new Poly(path, 3, SCALE), new MultiWay(path, 2, SCALE));
    }
}
