package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.base.Machine;
import dev.convscope.base.Shape;
import dev.convscope.graph.Op;
import dev.convscope.graph.Window;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.KernelCall.Rows;
import dev.convscope.kernels.KernelCall.Segments;
import dev.convscope.kernels.PanelWeights;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.Reads;
import dev.convscope.kernels.TileSet;
import dev.convscope.weights.Weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Resolves one dense convolution or fully connected layer: tiles, taps, panels and packed weights.
final class ConvEmission {
    private static final int TILES_PER_SEGMENT = 16;

    /// Inputs, for each half block of outputs, from which pairs are faster.
    private static final int DEPTH_PER_HALF = 6;

    /// Half blocks of outputs up to which pairs are faster, or as fast. To put two inputs together
    /// takes as many instructions as products; where two products of 512 bits start in a cycle that
    /// is the bound, and padding an odd number of more halves costs less (EfficientNet-B2 0.92 of
    /// the time on Zen 5).
    private static final int MOST_HALVES = 5;

    private final Instruction.Linear linear;
    private final Placement placement;
    private final Machine machine;
    private final Weights weights;
    private final Constants constants;
    private final Shape in;
    private final Shape out;
    private final boolean interleaved;
    private final Placement.Buffer source;
    private final int origin;
    private final Window window;
    private final int groups;
    private final TileSet tiles;
    private final TileCover covers;
    private final int step;
    private ConvPacking packing;

    ConvEmission(Instruction.Linear linear, PlanContext context) {
        this.linear = linear;
        this.placement = context.placement();
        this.machine = context.machine();
        this.weights = context.weights();
        this.constants = context.constants();
        this.in = placement.shape(linear.input());
        this.out = linear.node().shape();
        this.interleaved = placement.interleaved(linear.input());
        this.source = placement.buffer(linear.input());
        this.origin = interleaved ? source.origin() : placement.plane(linear.input()).at(0, 0, 0);
        switch (linear.node().op()) {
            case Op.Conv conv -> {
                this.window = conv.window();
                this.groups = conv.groups();
            }
            default -> {
                // A fully connected layer is a convolution whose kernel is the whole map.
                this.window =
                        new Window(
                                in.height(),
                                in.width(),
                                1,
                                1,
                                1,
                                dev.convscope.graph.Padding.valid());
                this.groups = 1;
            }
        }
        this.step = source.pixelStride() * window.strideWidth();
        this.tiles = tileSet();
        this.covers = new TileCover(tiles, machine.caches());
    }

    private TileSet tileSet() {
        boolean tiled = interleaved || step == BLOCK || step == 2 * BLOCK;
        if (out.pixels() == 1 || !tiled) return TileSet.SINGLE_PIXEL;
        return takesPairs() ? TileSet.PAIRED : TileCover.ofMaps(machine);
    }

    /// Whether vectors of half a block, for two inputs at a time, take less time than whole ones.
    /// An odd number of halves needs no padding, and a lone block is two vectors wide, which share
    /// their inputs; against sums at the end of each tile.
    private boolean takesPairs() {
        if (machine.lanes() != BLOCK || interleaved || groups > 1) return false;
        int halves = Math.ceilDiv(out.channels(), BLOCK / 2);
        boolean odd = out.channels() <= BLOCK || halves % 2 == 1;
        return odd
                && halves <= MOST_HALVES
                && window.area() * in.channels() >= DEPTH_PER_HALF * halves;
    }

    /// Whether no channel lies in the second half of the last block.
    private boolean endsWithHalf() {
        int rest = out.channels() % BLOCK;
        return rest > 0 && rest <= BLOCK / 2;
    }

    KernelCall.Conv emit() {
        Plane target = placement.plane(linear.output());
        Plane residual = linear.residual().map(placement::plane).orElse(null);
        return emit(target, residual, isOneLine(target, residual));
    }

    /// Row by row, to where nobody has placed it.
    KernelCall.Conv emitRows(Plane target) {
        return emit(target, null, false);
    }

    /// The same, from one row on into the next where the input is a line of pixels.
    KernelCall.Conv emitLine(Plane target) {
        return emit(target, null, isOneLine(target, null));
    }

    private KernelCall.Conv emit(Plane target, Plane residual, boolean line) {
        Segments segments = segments(line);
        Taps taps = taps();
        int rowPadding = window.rowPadding(in.height()).before();
        int columnPadding = window.columnPadding(in.width()).before();
        int first = origin - rowPadding * source.rowStride() - columnPadding * source.pixelStride();
        return new KernelCall.Conv(
                tiles,
                step,
                segments,
                0,
                strip(segments, line),
                first,
                line ? segments.pixels() * BLOCK : window.strideHeight() * source.rowStride(),
                Reads.at(taps.reads()),
                panels(segments, taps, target, residual),
                target.at(0, 0, 0),
                line ? segments.pixels() * BLOCK : target.rowStride(),
                target.blockStride(),
                rows(target, line),
                residual == null ? -1 : residual.at(0, 0, 0),
                residual == null ? 0 : line ? segments.pixels() * BLOCK : residual.rowStride(),
                residual == null ? 0 : residual.blockStride(),
                linear.activation(),
                constants.haveHeads() && tiles.asksAhead(step));
    }

    /// Whether the input is a line of pixels without gaps, and the output one with the same pixels.
    private boolean isOneLine(Plane target, Plane residual) {
        boolean pixelwise =
                !interleaved
                        && window.area() == 1
                        && window.strideHeight() == 1
                        && window.strideWidth() == 1
                        && in.pixels() == out.pixels();
        return pixelwise
                && source.rowStride() == in.width() * BLOCK
                && (residual == null
                        ? tiles.crossesRows(step) || target.contiguous()
                        : target.contiguous() && residual.contiguous());
    }

    /// Where the output has a border, a line of pixels skips it behind each row.
    private static Rows rows(Plane target, boolean line) {
        if (!line || target.contiguous()) return Rows.ENDLESS;
        return new Rows(target.width(), target.rowStride() - target.width() * BLOCK);
    }

    private Segments segments(boolean line) {
        if (!line) return new Segments(out.height(), out.width(), out.width());
        int pixels = Math.toIntExact(out.pixels());
        int most = covers.widest() * TILES_PER_SEGMENT;
        if (pixels <= most) return new Segments(1, pixels, pixels);
        int count = Math.ceilDiv(pixels, most);
        int unit = wholeTiles();
        int even = Math.ceilDiv(Math.ceilDiv(pixels, count), unit) * unit;
        count = Math.ceilDiv(pixels, even);
        return new Segments(count, even, pixels - (count - 1) * even);
    }

    /// Pixels that the widest tiles divide: of pairs, there are few others.
    private int wholeTiles() {
        int halves = Math.ceilDiv(out.channels(), BLOCK / 2);
        if (tiles != TileSet.PAIRED || halves % 2 == 0 || halves == 1) return covers.widest();
        return halves == 3 ? covers.widest(3) : covers.widest(3) * covers.widest(2);
    }

    /// Segments whose input fills half of the second-level cache.
    private int strip(Segments segments, boolean line) {
        long pixels = line ? segments.pixels() : (long) in.width() * window.strideHeight();
        long bytes = pixels * in.channels() * 4;
        return Math.clamp(machine.l2Bytes() / 2 / bytes, 1, segments.count());
    }

    /// What K runs over: the offset of each input it reads, and its slot and window position.
    ///
    /// @param slot slot relative to the panel's first block; for an interleaved image, the channel
    private record Taps(int[] reads, int[] slot, int[] position) {}

    private Taps taps() {
        if (interleaved) return interleavedTaps();
        List<Integer> reads = new ArrayList<>();
        List<Integer> slot = new ArrayList<>();
        List<Integer> position = new ArrayList<>();
        int[] depth = depth();
        int end;
        for (int first = 0; first < depth.length; first = end) {
            int block = depth[first] / BLOCK;
            end = first;
            while (end < depth.length && depth[end] / BLOCK == block) end++;
            for (int at = 0; at < window.area(); at++) {
                int row = at / window.kernelWidth() * window.dilation();
                int column = at % window.kernelWidth() * window.dilation();
                int from = block * source.blockStride() + row * source.rowStride() + column * BLOCK;
                for (int i = first; i < end; i++) {
                    reads.add(from + depth[i] % BLOCK);
                    slot.add(depth[i]);
                    position.add(at);
                }
            }
        }
        return new Taps(array(reads), array(slot), array(position));
    }

    /// Slots that a panel reads. Where panels of several groups start at different blocks, every
    /// lane may hold a channel of one of them.
    private int[] depth() {
        Slots slots = placement.slots(linear.input());
        int blocks = blocksPerPanel();
        return blocks == slots.blocks()
                ? slots.inRunsOf(tiles.run(step))
                : IntStream.range(0, blocks * BLOCK).toArray();
    }

    private Taps interleavedTaps() {
        int run = window.kernelWidth() * in.channels();
        int[] reads = new int[window.area() * in.channels()];
        int[] slot = new int[reads.length];
        int[] position = new int[reads.length];
        for (int row = 0; row < window.kernelHeight(); row++) {
            for (int i = 0; i < run; i++) {
                reads[row * run + i] = row * source.rowStride() + i;
                slot[row * run + i] = i % in.channels();
                position[row * run + i] = row * window.kernelWidth() + i / in.channels();
            }
        }
        return new Taps(reads, slot, position);
    }

    private static int[] array(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Input blocks that a panel may need: all of them, or those its groups touch.
    private int blocksPerPanel() {
        Slots slots = placement.slots(linear.input());
        if (groups == 1) return slots.blocks();
        int most = 1;
        int lanes = vectorsPerPanelOfGroups() * machine.lanes();
        for (int first = 0; first < out.channels(); first += lanes) {
            int[] range = blockRange(first, Math.min(first + lanes, out.channels()), slots);
            most = Math.max(most, range[1] - range[0] + 1);
        }
        return most;
    }

    /// First and last input block that the output channels from `first` to before `last` read.
    private int[] blockRange(int first, int last, Slots slots) {
        int perGroup = out.channels() / groups;
        int channel = first / perGroup * inPerGroup();
        int end = ((last - 1) / perGroup + 1) * inPerGroup();
        int low = Integer.MAX_VALUE;
        int high = 0;
        for (; channel < end; channel++) {
            low = Math.min(low, slots.slots()[channel] / BLOCK);
            high = Math.max(high, slots.slots()[channel] / BLOCK);
        }
        return new int[] {low, high};
    }

    /// The widest panel that does not reach beyond what one group, or one block, makes.
    private int vectorsPerPanelOfGroups() {
        int perBlock = BLOCK / machine.lanes();
        int perGroup = Math.max(1, out.channels() / groups / machine.lanes());
        int widest = tiles == TileSet.SINGLE_PIXEL ? 8 : 2;
        while (widest > 1 && perGroup % widest != 0) widest--;
        return Math.max(widest, Math.min(perBlock, 2));
    }

    private List<Panel> panels(Segments segments, Taps taps, Plane target, Plane residual) {
        int lanes = tiles.lanes(machine.lanes());
        int[] sizes = sizes(target.blocks(), segments.pixels());
        List<Panel> panels = new ArrayList<>();
        int vector = 0;
        for (int size : sizes) {
            int firstLane = vector * lanes;
            int block = firstLane / BLOCK;
            int lane = firstLane % BLOCK;
            int firstBlock = firstInputBlock(firstLane, size * lanes);
            PanelWeights layout = panelWeights(taps, size);
            panels.add(
                    new Panel(
                            size,
                            constants.add(
                                    layout.length(),
                                    (packed, offset) ->
                                            pack(
                                                    taps,
                                                    firstLane,
                                                    layout,
                                                    firstBlock,
                                                    packed,
                                                    offset)),
                            block * target.blockStride() + lane,
                            residual == null ? 0 : block * residual.blockStride() + lane,
                            firstBlock * source.blockStride(),
                            tileIds(segments.pixels(), size),
                            tileIds(segments.lastPixels(), size)));
            vector += size;
        }
        return panels;
    }

    /// Vectors of each panel.
    private int[] sizes(int blocks, int pixels) {
        int perBlock = Math.max(1, BLOCK / tiles.lanes(machine.lanes()));
        int vectors = blocks * perBlock;
        if (groups > 1) return covers.panels(vectors, pixels, perBlock, vectorsPerPanelOfGroups());
        boolean fills = tiles.written(3, machine.lanes()) == 2 * BLOCK;
        if (fills && perBlock == 2 && blocks > 1 && endsWithHalf()) {
            return covers.panelsAndHalf(vectors - 1, pixels);
        }
        return covers.panels(vectors, pixels, perBlock, Integer.MAX_VALUE);
    }

    private int[] tileIds(int pixels, int vectors) {
        return Arrays.stream(covers.cover(pixels, vectors))
                .map(count -> TileSet.id(count, vectors))
                .toArray();
    }

    private int firstInputBlock(int firstChannel, int channels) {
        if (groups == 1 || firstChannel >= out.channels()) return 0;
        Slots slots = placement.slots(linear.input());
        int end = Math.min(firstChannel + channels, out.channels());
        int first = blockRange(firstChannel, end, slots)[0];
        return Math.min(first, slots.blocks() - blocksPerPanel());
    }

    /// The weights, read when the first of them is packed.
    private ConvPacking packing() {
        if (packing == null) {
            ConvPacking packed = ConvPacking.of(linear.node(), linear.norm(), weights);
            // Of a fully connected layer, the whole map is one window.
            packing =
                    new ConvPacking(
                            packed.out(),
                            inPerGroup(),
                            window.area(),
                            packed.weight(),
                            packed.bias());
        }
        return packing;
    }

    private int inPerGroup() {
        return in.channels() / groups;
    }

    private PanelWeights panelWeights(Taps taps, int vectors) {
        return new PanelWeights(tiles, vectors, machine.lanes(), taps.slot().length);
    }

    private void pack(
            Taps taps,
            int firstChannel,
            PanelWeights layout,
            int firstBlock,
            float[] packed,
            int offset) {
        ConvPacking packing = packing();
        int[] channelOfSlot =
                interleaved ? new int[] {0, 1, 2} : placement.slots(linear.input()).channelOfSlot();
        int depth = taps.slot().length;
        int perGroup = out.channels() / groups;
        for (int lane = 0; lane < layout.outputs(); lane++) {
            int output = firstChannel + lane;
            if (output >= out.channels()) break;
            packed[offset + layout.bias(lane)] = packing.bias()[output];
            int groupStart = output / perGroup * packing.inPerGroup();
            for (int k = 0; k < depth; k++) {
                int channel = channelOfSlot[firstBlock * BLOCK + taps.slot()[k]];
                int within = channel - groupStart;
                if (channel < 0 || within < 0 || within >= packing.inPerGroup()) continue;
                packed[offset + layout.weight(lane, k)] =
                        packing.weight(output, within, taps.position()[k]);
            }
        }
    }
}
