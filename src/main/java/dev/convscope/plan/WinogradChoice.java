package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.base.Machine;
import dev.convscope.base.Shape;
import dev.convscope.graph.Op;
import dev.convscope.graph.Window;
import dev.convscope.kernels.ScalarWinograd;
import dev.convscope.kernels.TileSet;

/// Decides which convolutions are computed by Winograd's F(4×4, 3×3), and in how large batches.
///
/// A tile of 4×4 outputs takes 36 multiplications for each pair of channels where the direct way
/// takes
/// 144. Against that stand both transforms, tiles that reach over the edge of the map, and
/// transformed
/// weights of four times the size, which every batch of tiles reads again. The model counts all of
/// it
/// in vector operations.
final class WinogradChoice {
    /// Output pixels of a tile in each direction.
    static final int TILE = 4;

    /// Vector operations of the input and the output transform of a tile and block, memory
    /// included.
    private static final double INPUT_COST = 150;

    private static final double OUTPUT_COST = 130;
    /// Bytes that come from the second-level and the last-level cache in the time of one vector
    /// operation, and from memory.
    private static final double LAST_LEVEL_BYTES = 24;

    private static final double MEMORY_BYTES = 5;
    private static final double DIRECT_RATE = 0.9;
    /// Winograd must be estimated this much faster, because it is less exact.
    private static final double MARGIN = 1.1;

    private static final int WIDE_PIXELS = 14;
    private static final int LEAST_BATCH = 28;
    private static final int MOST_BATCH = 98;

    private final Machine machine;
    private final boolean allowed;

    /// @param allowed false for a plan that computes every convolution directly
    WinogradChoice(Machine machine, boolean allowed) {
        this.machine = machine;
        this.allowed = allowed;
    }

    boolean suits(Instruction.Linear linear, Placement placement) {
        if (!allowed || !(linear.node().op() instanceof Op.Conv conv)) return false;
        Window window = conv.window();
        boolean eligible =
                conv.groups() == 1
                        && window.kernelHeight() == 3
                        && window.kernelWidth() == 3
                        && window.strideHeight() == 1
                        && window.strideWidth() == 1
                        && window.dilation() == 1
                        && !placement.interleaved(linear.input());
        if (!eligible) return false;
        Shape in = placement.shape(linear.input());
        Shape out = linear.node().shape();
        return in.channels() >= BLOCK && winograd(in, out) * MARGIN < direct(in, out);
    }

    private double direct(Shape in, Shape out) {
        double work = 9.0 * in.channels() * blocks(out) * out.pixels() / DIRECT_RATE;
        return work + traffic(36L * in.channels() * out.channels());
    }

    private double winograd(Shape in, Shape out) {
        double tiles = tiles(out);
        double batches = Math.ceil(tiles / batch(in, out));
        double rate = tiles >= 7 ? 0.9 : 0.75;
        double products = 36 * tiles * in.channels() * blocks(out) / rate;
        double transforms = tiles * (blocks(in) * INPUT_COST + blocks(out) * OUTPUT_COST);
        return products + transforms + batches * traffic(144L * in.channels() * out.channels());
    }

    /// Time to read weights once, if they do not stay in the second-level cache.
    private double traffic(long bytes) {
        if (bytes < machine.l2Bytes() / 2) return 0;
        return bytes / (bytes < machine.l3Bytes() / 2 ? LAST_LEVEL_BYTES : MEMORY_BYTES);
    }

    static int tiles(Shape out) {
        return Math.ceilDiv(out.height(), TILE) * Math.ceilDiv(out.width(), TILE);
    }

    private static int blocks(Shape shape) {
        return Math.ceilDiv(shape.channels(), BLOCK);
    }

    /// Tiles of a batch: what keeps the transformed input and output near the second-level cache,
    /// but
    /// enough to pay for reading the weights; batches of one layer are nearly equal.
    int batch(Shape in, Shape out) {
        int tiles = tiles(out);
        long bytes = 4L * BLOCK * ScalarWinograd.POINTS * (blocks(in) + blocks(out));
        long fits = machine.l2Bytes() * 3 / 4 / bytes;
        int most = Math.clamp(fits, LEAST_BATCH, MOST_BATCH);
        if (tiles <= most) return tiles;
        int batches = Math.ceilDiv(tiles, most);
        int even = Math.ceilDiv(tiles, batches);
        int width = machine.vectorRegisters() >= 32 ? WIDE_PIXELS : 6;
        return Math.ceilDiv(even, width) * width;
    }

    TileSet tiles() {
        return machine.vectorRegisters() >= 32 ? TileSet.WIDE : TileSet.FENCED;
    }

    /// Floats between the points of a batch: one block more than it needs keeps points of a tile
    /// out of
    /// the same cache sets.
    static int pointStride(int blocks, int batch) {
        int floats = blocks * batch * BLOCK;
        return floats % 1024 == 0 ? floats + BLOCK : floats;
    }

    /// Floats of working memory: the transformed input and the products of one batch.
    int scratch(Instruction instruction, Placement placement) {
        if (!(instruction instanceof Instruction.Linear linear) || !suits(linear, placement)) {
            return 0;
        }
        Shape in = placement.shape(linear.input());
        Shape out = linear.node().shape();
        int batch = batch(in, out);
        int input = placement.slots(linear.input()).blocks();
        return ScalarWinograd.POINTS
                * (pointStride(input, batch) + pointStride(blocks(out), batch));
    }
}
