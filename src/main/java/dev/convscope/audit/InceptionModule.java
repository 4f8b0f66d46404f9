package dev.convscope.audit;

import dev.convscope.base.Shape;
import dev.convscope.graph.Graph;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;

import java.util.List;

/// One module of GoogLeNet: four parallel branches, concatenated.
///
/// @param name as in the paper's Table 1
/// @param input channels it reads
/// @param pixels side of its map
/// @param one channels of the 1×1 branch
/// @param reduce3 channels before the 3×3
/// @param three channels of the 3×3
/// @param reduce5 channels before the 5×5
/// @param five channels of the 5×5
/// @param project channels after the pool
public record InceptionModule(
        String name,
        int input,
        int pixels,
        int one,
        int reduce3,
        int three,
        int reduce5,
        int five,
        int project) {

    /// The nine modules of GoogLeNet (Szegedy et al. 2015, Table 1).
    public static final List<InceptionModule> GOOGLENET =
            List.of(
                    new InceptionModule("3a", 192, 28, 64, 96, 128, 16, 32, 32),
                    new InceptionModule("3b", 256, 28, 128, 128, 192, 32, 96, 64),
                    new InceptionModule("4a", 480, 14, 192, 96, 208, 16, 48, 64),
                    new InceptionModule("4b", 512, 14, 160, 112, 224, 24, 64, 64),
                    new InceptionModule("4c", 512, 14, 128, 128, 256, 24, 64, 64),
                    new InceptionModule("4d", 512, 14, 112, 144, 288, 32, 64, 64),
                    new InceptionModule("4e", 528, 14, 256, 160, 320, 32, 128, 128),
                    new InceptionModule("5a", 832, 7, 256, 160, 320, 32, 128, 128),
                    new InceptionModule("5b", 832, 7, 384, 192, 384, 48, 128, 128));

    /// The module as a network of its own; without reductions the large kernels read the whole
    /// input and the pool's channels pass through.
    Graph graph(boolean reduced) {
        var b = new GraphBuilder("inception " + name);
        Node x = b.input(new Shape(input, pixels, pixels));
        Node first = BlockArithmetic.unit(b, x, one, 1, 1);
        Node wide = reduced ? BlockArithmetic.unit(b, x, reduce3, 1, 1) : x;
        wide = BlockArithmetic.unit(b, wide, three, 3, 1);
        Node wider = reduced ? BlockArithmetic.unit(b, x, reduce5, 1, 1) : x;
        wider = BlockArithmetic.unit(b, wider, five, 5, 1);
        var pool = new Op.Pool(PoolKind.MAX, Window.square(3, 1), false, false);
        Node pooled = b.add("pool", pool, x);
        if (reduced) pooled = BlockArithmetic.unit(b, pooled, project, 1, 1);
        return b.build(b.add("concat", new Op.Concat(), first, wide, wider, pooled));
    }
}
