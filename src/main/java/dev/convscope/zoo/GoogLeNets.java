package dev.convscope.zoo;

import static dev.convscope.zoo.Piece.conv;
import static dev.convscope.zoo.Piece.fork;
import static dev.convscope.zoo.Piece.max;
import static dev.convscope.zoo.Piece.sequence;

import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;
import dev.convscope.zoo.InceptionNet.Auxiliary;
import dev.convscope.zoo.InceptionNet.Head;
import dev.convscope.zoo.InceptionNet.Stage;
import dev.convscope.zoo.Piece.Border;

import java.util.List;

/// GoogLeNet (Szegedy et al. 2014, Table 1).
final class GoogLeNets {
    /// Filters of a module, in the paper's columns.
    private record Module(
            int one, int threeReduce, int three, int fiveReduce, int five, int projection) {}

    private static final List<Module> STAGE_3 =
            List.of(new Module(64, 96, 128, 16, 32, 32), new Module(128, 128, 192, 32, 96, 64));
    private static final List<Module> STAGE_4 =
            List.of(
                    new Module(192, 96, 208, 16, 48, 64),
                    new Module(160, 112, 224, 24, 64, 64),
                    new Module(128, 128, 256, 24, 64, 64),
                    new Module(112, 144, 288, 32, 64, 64),
                    new Module(256, 160, 320, 32, 128, 128));
    private static final List<Module> STAGE_5 =
            List.of(
                    new Module(256, 160, 320, 32, 128, 128),
                    new Module(384, 192, 384, 48, 128, 128));

    private static final Piece POOL = max(2, Border.CEIL);
    private static final Piece NORM =
            new Piece.Plain("norm", new Op.LocalResponseNorm(5, 1e-4, 0.75, 2));

    private GoogLeNets() {}

    static List<Network> networks() {
        return List.of(
                Network.of("googlenet", "GoogLeNet", 224, paper(conv(7, 64).by(2)))
                        .describedAs("as of 2014, with a dense 7×7 stem"),
                Network.of("googlenet:separable-stem", "GoogLeNet", 224, paper(separableStem()))
                        .describedAs("the stem the paper's table counts: 7×7 depthwise, then 1×1"),
                Network.of("googlenet:batch-norm", "GoogLeNet", 224, normalised(5))
                        .describedAs("batch normalisation, and 5×5 as in the paper"),
                Network.of("googlenet:torchvision", "GoogLeNet", 224, normalised(3))
                        .describedAs("batch normalisation, and 3×3 where the paper has 5×5"));
    }

    /// 2.7 K weights and 34 M multiply-adds, as the first row of the paper's table says.
    private static Piece separableStem() {
        return sequence(new Piece.Depthwise(7, 8, 2), conv(1, 64));
    }

    private static InceptionNet paper(Piece stem) {
        return new InceptionNet(
                List.of(
                        Stage.of(stem, POOL, NORM),
                        Stage.of(conv(1, 64), conv(3, 192), NORM, POOL),
                        Stage.of().then(modules(STAGE_3, 5)),
                        Stage.of(POOL).then(modules(STAGE_4, 5)),
                        Stage.of(POOL).then(modules(STAGE_5, 5))),
                new PieceBuilder.Style(false, 1e-3, false),
                auxiliaries(Head.GOOGLENET),
                0.4);
    }

    /// torchvision's layout; its third branch has 3×3 convolutions, by a slip it keeps.
    private static InceptionNet normalised(int thirdKernel) {
        Piece lastPool = new Piece.Pool(PoolKind.MAX, 2, 2, Border.CEIL);
        return new InceptionNet(
                List.of(
                        Stage.of(conv(7, 64).by(2), POOL),
                        Stage.of(conv(1, 64), conv(3, 192), POOL),
                        Stage.of().then(modules(STAGE_3, thirdKernel)),
                        Stage.of(POOL).then(modules(STAGE_4, thirdKernel)),
                        Stage.of(lastPool).then(modules(STAGE_5, thirdKernel))),
                new PieceBuilder.Style(true, 1e-3, false),
                auxiliaries(Head.GOOGLENET_ADAPTIVE),
                0.2);
    }

    /// Behind modules 4a and 4d.
    private static List<Auxiliary> auxiliaries(Head head) {
        return List.of(new Auxiliary(3, 0, head), new Auxiliary(3, 3, head));
    }

    private static List<Piece> modules(List<Module> modules, int thirdKernel) {
        return modules.stream().map(module -> piece(module, thirdKernel)).toList();
    }

    private static Piece piece(Module m, int thirdKernel) {
        return fork(
                conv(1, m.one()),
                sequence(conv(1, m.threeReduce()), conv(3, m.three())),
                sequence(conv(1, m.fiveReduce()), conv(thirdKernel, m.five())),
                sequence(max(1, Border.PADDED), conv(1, m.projection())));
    }
}
