package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.base.Caches;
import dev.convscope.base.Machine;
import dev.convscope.base.Shape;
import dev.convscope.graph.Op;
import dev.convscope.graph.Window;
import dev.convscope.kernels.MinimalFilter;
import dev.convscope.kernels.TileSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Decides which convolutions are computed by Winograd's transforms, by which, and in how large
/// batches.
///
/// A tile of F(4×4, 3×3) takes 36 multiplications for each pair of channels where the direct way
/// takes 144. Against that stand both transforms, tiles that reach over the edge of the map, and
/// transformed weights of four times the size, which every batch of tiles reads again. The model
/// counts all of it in vector operations.
final class WinogradChoice {
    /// What is computed along a column and along a row.
    record Filters(MinimalFilter down, MinimalFilter right) {
        int points() {
            return down.points() * right.points();
        }

        int tiles(Shape out) {
            return down.tiles(out.height()) * right.tiles(out.width());
        }

        boolean square() {
            return down != MinimalFilter.NONE && right != MinimalFilter.NONE;
        }
    }

    /// Vector operations of the input and the output transform for each point of a tile and block,
    /// memory included: two passes, or one.
    private static final double SQUARE_INPUT_COST = 4;

    private static final double SQUARE_OUTPUT_COST = 3.5;
    private static final double LINE_INPUT_COST = 3;
    private static final double LINE_OUTPUT_COST = 3;

    private static final double DIRECT_RATE = 0.9;

    /// Winograd must be estimated this much faster, because it is less exact.
    private static final double MARGIN = 1.1;

    /// Transforms of more points than those of F(4×4, 3×3) lose twice as much, and must gain more.
    private static final int EXACT_POINTS = 36;

    private static final double MARGIN_OF_LARGE = 1.15;

    /// More points than this lose too many digits.
    private static final int MOST_POINTS = 64;

    private static final int LEAST_BATCH = 28;
    private static final int MOST_BATCH = 98;

    private final Machine machine;
    private final boolean allowed;

    /// @param allowed false for a plan that computes every convolution directly
    WinogradChoice(Machine machine, boolean allowed) {
        this.machine = machine;
        this.allowed = allowed;
    }

    /// The filters that compute a convolution fastest; empty if that is the direct way.
    Optional<Filters> filters(Instruction instruction, Placement placement) {
        if (!allowed
                || !(instruction instanceof Instruction.Linear linear)
                || !(linear.node().op() instanceof Op.Conv conv)) return Optional.empty();
        Window window = conv.window();
        Shape in = placement.shape(linear.input());
        Shape out = linear.node().shape();
        boolean eligible =
                conv.groups() == 1
                        && window.area() > 1
                        && window.strideHeight() == 1
                        && window.strideWidth() == 1
                        && window.dilation() == 1
                        && in.channels() >= BLOCK
                        && !placement.interleaved(linear.input());
        if (!eligible) return Optional.empty();
        double direct = direct(in, out, window.area());
        return candidates(window).stream()
                .filter(filters -> winograd(filters, in, out) * MARGIN < direct)
                .min(Comparator.comparingDouble(filters -> winograd(filters, in, out)));
    }

    private static List<Filters> candidates(Window window) {
        List<Filters> candidates = new ArrayList<>();
        for (MinimalFilter down : ofTaps(window.kernelHeight())) {
            for (MinimalFilter right : ofTaps(window.kernelWidth())) {
                var filters = new Filters(down, right);
                if (filters.points() <= MOST_POINTS) candidates.add(filters);
            }
        }
        return candidates;
    }

    private static List<MinimalFilter> ofTaps(int taps) {
        return Arrays.stream(MinimalFilter.values()).filter(f -> f.taps() == taps).toList();
    }

    private double direct(Shape in, Shape out, int area) {
        double work = (double) area * in.channels() * blocks(out) * out.pixels() / DIRECT_RATE;
        return Math.max(work, traffic(4L * area * in.channels() * out.channels()));
    }

    private double winograd(Filters filters, Shape in, Shape out) {
        int points = filters.points();
        double tiles = filters.tiles(out);
        double batches = Math.ceil(tiles / batch(filters, in, out));
        double rate = tiles >= 7 ? 0.9 : 0.75;
        double products = points * tiles * in.channels() * blocks(out) / rate;
        double input = filters.square() ? SQUARE_INPUT_COST : LINE_INPUT_COST;
        double output = filters.square() ? SQUARE_OUTPUT_COST : LINE_OUTPUT_COST;
        double transforms = tiles * points * (blocks(in) * input + blocks(out) * output);
        double weights = batches * traffic(4L * points * in.channels() * out.channels());
        double time = Math.max(products, weights) + transforms;
        return points > EXACT_POINTS ? time * MARGIN_OF_LARGE : time;
    }

    /// Time to read weights once, if they do not stay in the second-level cache. They are read
    /// ahead while others are multiplied, so that the longer of both times counts; and since all
    /// weights of a network pass through the last level, only a small part of them is still there.
    private double traffic(long bytes) {
        if (bytes < machine.l2Bytes() / 2) return 0;
        Caches caches = machine.caches();
        boolean near = bytes < machine.l3Bytes() / 4;
        return bytes / (near ? caches.lastLevelBytes() : caches.memoryBytes());
    }

    private static int blocks(Shape shape) {
        return Math.ceilDiv(shape.channels(), BLOCK);
    }

    /// Tiles of a batch: what keeps the transformed input and output near the second-level cache,
    /// but enough to pay for reading the weights; batches of one layer are nearly equal, and whole
    /// register tiles.
    int batch(Filters filters, Shape in, Shape out) {
        int tiles = filters.tiles(out);
        long bytes = 4L * BLOCK * filters.points() * (blocks(in) + blocks(out));
        long fits = machine.l2Bytes() * 3 / 4 / bytes;
        if (tiles <= Math.clamp(fits, LEAST_BATCH, MOST_BATCH)) return tiles;
        int width = new TileCover(TileCover.ofMaps(machine), machine.caches()).widest();
        int least = Math.ceilDiv(LEAST_BATCH, width) * width;
        int most = Math.clamp(fits / width * width, least, MOST_BATCH);
        int even = Math.ceilDiv(tiles, Math.ceilDiv(tiles, most));
        return Math.ceilDiv(even, width) * width;
    }

    /// What multiplies batches of so many tiles.
    TileSet tiles(int batch) {
        TileSet wide = TileCover.ofMaps(machine);
        boolean waits = machine.caches() == Caches.FAR && batch < LEAST_BATCH;
        return waits && wide == TileSet.WIDE ? TileSet.STREAMED : wide;
    }

    /// Floats between the points of a batch: an odd number of cache lines, so that the points of a
    /// tile lie in different cache sets.
    static int pointStride(int blocks, int batch) {
        int floats = blocks * batch * BLOCK;
        return floats % (2 * BLOCK) == 0 ? floats + BLOCK : floats;
    }

    /// Floats of working memory: the transformed input and the products of one batch.
    int scratch(Instruction instruction, Placement placement) {
        Optional<Filters> filters = filters(instruction, placement);
        if (filters.isEmpty()) return 0;
        var linear = (Instruction.Linear) instruction;
        Shape in = placement.shape(linear.input());
        Shape out = linear.node().shape();
        int batch = batch(filters.get(), in, out);
        int input = placement.slots(linear.input()).blocks();
        int floats = pointStride(input, batch) + pointStride(blocks(out), batch);
        return filters.get().points() * floats;
    }
}
