package dev.convscope.audit;

import dev.convscope.base.Shape;
import dev.convscope.graph.Graph;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Role;
import dev.convscope.graph.Window;
import dev.convscope.zoo.BlockRow;
import dev.convscope.zoo.BlockTable;

import java.util.Set;

/// An EfficientNet-like network written down a second time, with the slips that implementations
/// make. Only what is counted is built: no activations and no sums.
final class MistakenBlocks {
    private static final double EPSILON = 1e-3;
    private static final double DECIMAL_SLACK = 1e-9;

    /// A typical slip.
    enum Slip {
        SQUEEZE_OF_EXPANDED("squeeze-and-excitation squeezes from the expanded width"),
        EXPANSION_OF_ONE("a block of expansion 1 has an expansion convolution all the same"),
        FLOOR_OF_REPEATS("repeats are rounded down"),
        NEAREST_REPEATS("repeats are rounded to the nearest, halves to even"),
        FIXED_HEAD("the last convolution keeps its width"),
        NO_NINE_TENTHS("a width that loses over a tenth to rounding is not raised");

        private final String description;

        Slip(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    private final BlockTable table;
    private final Set<Slip> slips;
    private final double width;
    private final double depth;

    /// A network of a table, at multipliers over the table's own coefficients.
    MistakenBlocks(BlockTable table, Set<Slip> slips, double width, double depth) {
        this.table = table;
        this.slips = slips;
        this.width = table.width() * width;
        this.depth = table.depth() * depth;
    }

    Graph build(int pixels, int classes) {
        var b = new GraphBuilder("mistaken");
        Node x = b.input(new Shape(3, pixels, pixels));
        x = unit(b, x, channels(table.stem()), 3, 2, 1);
        for (BlockRow row : table.rows()) x = stage(b, x, row);
        int head = slips.contains(Slip.FIXED_HEAD) ? table.head() : channels(table.head());
        x = unit(b, x, head, 1, 1, 1);
        x = b.add("pool", new Op.GlobalAveragePool(), x);
        return b.build(b.add("fc", new Op.FullyConnected(classes, true), x));
    }

    private Node stage(GraphBuilder b, Node x, BlockRow row) {
        int input = channels(row.input());
        int output = channels(row.output());
        int repeats = repeats(row.repeats());
        for (int i = 0; i < repeats; i++) {
            x = block(b, x, row, i == 0 ? input : output, output, i == 0 ? row.stride() : 1);
        }
        return x;
    }

    private Node block(GraphBuilder b, Node x, BlockRow row, int input, int output, int stride) {
        int expanded = input * row.expand();
        boolean expands = row.expand() != 1 || slips.contains(Slip.EXPANSION_OF_ONE);
        if (row.fused()) {
            if (row.expand() == 1) return unit(b, x, output, row.kernel(), stride, 1);
            x = unit(b, x, expanded, row.kernel(), stride, 1);
            return unit(b, x, output, 1, 1, 1);
        }
        if (expands) x = unit(b, x, expanded, 1, 1, 1);
        int depthwise = x.shape().channels();
        x = unit(b, x, depthwise, row.kernel(), stride, depthwise);
        if (row.squeeze() > 0) x = gate(b, x, squeezed(row, input, expanded));
        return unit(b, x, output, 1, 1, 1);
    }

    private int squeezed(BlockRow row, int input, int expanded) {
        int from = slips.contains(Slip.SQUEEZE_OF_EXPANDED) ? expanded : input;
        return Math.max(1, (int) (from * row.squeeze()));
    }

    private static Node gate(GraphBuilder b, Node x, int squeezed) {
        b.as(Role.SQUEEZE_EXCITATION);
        Node y = b.add("pool", new Op.GlobalAveragePool(), x);
        y = b.conv(y, "reduce", squeezed, Window.square(1, 1), 1, true);
        y = b.conv(y, "expand", x.shape().channels(), Window.square(1, 1), 1, true);
        y = b.add("gate", new Op.ChannelMultiply(), x, y);
        b.as(Role.BODY);
        return y;
    }

    private static Node unit(GraphBuilder b, Node x, int out, int kernel, int stride, int groups) {
        return b.convBn(x, "conv", out, Window.same(kernel, stride), groups, EPSILON);
    }

    private int repeats(int repeats) {
        double scaled = repeats * depth;
        double whole;
        if (slips.contains(Slip.FLOOR_OF_REPEATS)) {
            whole = Math.floor(scaled + DECIMAL_SLACK);
        } else if (slips.contains(Slip.NEAREST_REPEATS)) {
            whole = Math.rint(scaled);
        } else {
            whole = Math.ceil(scaled - DECIMAL_SLACK);
        }
        return Math.max(1, (int) whole);
    }

    private int channels(int base) {
        double scaled = base * width;
        int nearest = Math.max(8, (int) Math.floor((scaled + 4) / 8) * 8);
        boolean raises = table.nineTenths() && !slips.contains(Slip.NO_NINE_TENTHS);
        return raises && nearest < .9 * scaled ? nearest + 8 : nearest;
    }
}
