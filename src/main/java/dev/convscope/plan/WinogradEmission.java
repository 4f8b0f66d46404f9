package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.base.Machine;
import dev.convscope.base.Shape;
import dev.convscope.graph.Op;
import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.KernelCall.Segments;
import dev.convscope.kernels.KernelCall.WinogradTiles;
import dev.convscope.kernels.PanelWeights;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.Reads;
import dev.convscope.kernels.ScalarWinograd;
import dev.convscope.kernels.TileSet;
import dev.convscope.plan.WinogradChoice.Filters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Resolves one convolution into batches of three calls: input transform, a product for each point,
/// output transform.
///
/// The products are the pointwise convolution unchanged: each point is a segment of tiles with
/// weights of its own.
final class WinogradEmission {
    /// Tiles of a batch from which on products take longer than memory needs for their weights.
    /// Below that lines that come from memory as changed ones, and go back there, cost more than
    /// waiting does (ResNet-18 1.03 of the time with 8).
    private static final int LEAST_ASKING = 14;

    private final Instruction.Linear linear;
    private final Placement placement;
    private final Machine machine;
    private final TileSet tiles;
    private final TileCover covers;
    private final Filters filters;
    private final Constants constants;
    private final ConvPacking packing;
    private final Slots slots;
    private final int[] depth;
    private final int outBlocks;
    private final int batch;
    private final int scratch;

    /// @param at index of the instruction in the program
    WinogradEmission(Instruction.Linear linear, Filters filters, int at, PlanContext context) {
        this.linear = linear;
        this.placement = context.placement();
        this.machine = context.machine();
        this.filters = filters;
        this.constants = context.constants();
        this.packing = ConvPacking.of(linear.node(), linear.norm(), context.weights());
        this.slots = placement.slots(linear.input());
        this.outBlocks = placement.slots(linear.output()).blocks();
        WinogradChoice choice = context.choices().winograd();
        this.batch = choice.batch(filters, placement.shape(linear.input()), linear.node().shape());
        this.tiles = choice.tiles(batch);
        this.covers = new TileCover(tiles, machine.caches());
        this.depth = slots.inRunsOf(tiles.run(BLOCK));
        this.scratch = placement.scratch(at);
    }

    /// Whether the transforms keep enough digits of this layer's weights.
    boolean accurate() {
        return WinogradError.of(packing, filters) <= WinogradError.ACCEPTED;
    }

    /// The calls of all batches, in order.
    List<KernelCall> emit() {
        Shape out = linear.node().shape();
        int total = filters.tiles(out);
        int tilesPerRow = filters.right().tiles(out.width());
        int inputStride = WinogradChoice.pointStride(slots.blocks(), batch);
        int outputStride = WinogradChoice.pointStride(outBlocks, batch);
        int products = scratch + filters.points() * inputStride;
        int bias = constants.add(Arrays.copyOf(packing.bias(), outBlocks * BLOCK));
        int[] sizes = panelSizes();
        int weightsSegment = 0;
        for (int size : sizes) weightsSegment += panelWeights(size).length();
        int segment = weightsSegment;
        int weights =
                constants.add(
                        filters.points() * segment,
                        (packed, offset) -> pack(sizes, segment, packed, offset));
        Plane target = placement.plane(linear.output());
        Plane residual = linear.residual().map(placement::plane).orElse(target);
        List<KernelCall> calls = new ArrayList<>();
        for (int first = 0; first < total; first += batch) {
            int count = Math.min(batch, total - first);
            var input =
                    new WinogradTiles(
                            filters.down(),
                            filters.right(),
                            scratch,
                            inputStride,
                            batch * BLOCK,
                            slots.blocks(),
                            tilesPerRow,
                            first,
                            count);
            var output =
                    new WinogradTiles(
                            filters.down(),
                            filters.right(),
                            products,
                            outputStride,
                            batch * BLOCK,
                            outBlocks,
                            tilesPerRow,
                            first,
                            count);
            calls.add(transform(input));
            calls.add(multiply(input, output, sizes, weights, weightsSegment));
            calls.add(
                    new KernelCall.WinogradOutput(
                            output,
                            bias,
                            target,
                            residual,
                            linear.residual().isPresent(),
                            linear.activation()));
        }
        return calls;
    }

    private KernelCall transform(WinogradTiles tiles) {
        Plane in = placement.plane(linear.input());
        var window = ((Op.Conv) linear.node().op()).window();
        Shape shape = placement.shape(linear.input());
        int top = window.rowPadding(shape.height()).before();
        int left = window.columnPadding(shape.width()).before();
        int first = in.offset() - top * in.rowStride() - left * BLOCK;
        return new KernelCall.WinogradInput(first, in.blockStride(), in.rowStride(), tiles);
    }

    private PanelWeights panelWeights(int vectors) {
        return new PanelWeights(tiles, vectors, machine.lanes(), depth.length);
    }

    private int[] panelSizes() {
        int perBlock = Math.max(1, BLOCK / machine.lanes());
        return covers.panels(outBlocks * perBlock, batch, perBlock, Integer.MAX_VALUE);
    }

    private KernelCall multiply(
            WinogradTiles input, WinogradTiles output, int[] sizes, int weights, int segment) {
        List<Panel> panels = new ArrayList<>();
        int lane = 0;
        int at = weights;
        for (int size : sizes) {
            int[] cover =
                    Arrays.stream(covers.cover(input.count(), size))
                            .map(pixels -> TileSet.id(pixels, size))
                            .toArray();
            int place = lane / BLOCK * output.blockStride() + lane % BLOCK;
            panels.add(new Panel(size, at, place, 0, 0, cover, cover));
            lane += size * machine.lanes();
            at += panelWeights(size).length();
        }
        int[] reads =
                Arrays.stream(depth)
                        .map(slot -> slot / BLOCK * input.blockStride() + slot % BLOCK)
                        .toArray();
        return new KernelCall.Conv(
                tiles,
                BLOCK,
                new Segments(filters.points(), input.count(), input.count()),
                segment,
                1,
                input.offset(),
                input.pointStride(),
                Reads.at(reads),
                panels,
                output.offset(),
                output.pointStride(),
                output.blockStride(),
                KernelCall.Rows.ENDLESS,
                -1,
                0,
                0,
                Activation.NONE,
                constants.haveHeads() && tiles.asksAhead(BLOCK) && input.count() >= LEAST_ASKING);
    }

    /// `[point][panel]`, each as {@link PanelWeights} says, without a bias.
    private void pack(int[] sizes, int weightsSegment, float[] packed, int offset) {
        int[] channels = slots.channelOfSlot();
        double[] kernel = new double[packing.area()];
        var transform = new ScalarWinograd.Weights(filters.down(), filters.right());
        int lane = 0;
        int panel = offset;
        for (int size : sizes) {
            PanelWeights layout = panelWeights(size);
            int lanes = layout.outputs();
            for (int i = 0; i < lanes && lane + i < packing.out(); i++) {
                for (int k = 0; k < depth.length; k++) {
                    int channel = channels[depth[k]];
                    if (channel < 0) continue;
                    for (int tap = 0; tap < kernel.length; tap++) {
                        kernel[tap] = packing.weight(lane + i, channel, tap);
                    }
                    double[] points = transform.of(kernel);
                    int at = panel + layout.weight(i, k);
                    for (int p = 0; p < points.length; p++) {
                        packed[p * weightsSegment + at] = (float) points[p];
                    }
                }
            }
            lane += lanes;
            panel += layout.length();
        }
    }
}
