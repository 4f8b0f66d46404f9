package dev.convscope.kernels;

import java.util.List;

/// One resolved piece of work: offsets and sizes, no decisions left.
///
/// `part` of `parts` lets a team of threads share a call; parts write disjoint outputs.
public sealed interface KernelCall {

    /// Reorders the image, channels × height × width, into the arena. In blocks, the lanes behind
    /// the last channel become zero: whatever reads them gets a number.
    ///
    /// @param channels channels of the image
    /// @param rowStride floats between rows of the destination
    /// @param pixelStride floats between pixels: `channels` when interleaved, else 16
    /// @param blockStride floats between blocks of 16 channels; unused when interleaved
    record PackImage(
            int channels,
            int height,
            int width,
            int offset,
            int rowStride,
            int pixelStride,
            int blockStride)
            implements KernelCall {
        /// Lanes behind the last channel.
        public int unusedLanes() {
            return pixelStride == Plane.BLOCK ? Math.floorMod(-channels, Plane.BLOCK) : 0;
        }

        /// Where a channel of the first pixel goes, or an unused lane.
        public int at(int channel) {
            if (pixelStride != Plane.BLOCK) return offset + channel;
            return offset + channel / Plane.BLOCK * blockStride + channel % Plane.BLOCK;
        }
    }

    /// Writes the network's output in channel, row, column order from lanes given by `slots`
    /// (block · 16 + lane of each logical channel).
    record UnpackOutput(Plane input, int[] slots) implements KernelCall {}

    /// Fills the border around a plane with zeros.
    ///
    /// @param pixelStride floats of one column: 16, or the channels of an interleaved image
    record ZeroHalo(
            int offset,
            int blocks,
            int height,
            int width,
            int blockStride,
            int rowStride,
            int pixelStride,
            int top,
            int left,
            int bottom,
            int right)
            implements KernelCall {}

    /// A block of output channels with its own run of weights.
    ///
    /// @param vectors vectors of output channels in a tile
    /// @param weights where its bias starts; weights follow in reading order
    /// @param output floats to add to the output's offset
    /// @param residual floats to add to the residual's offset
    /// @param inputShift floats to add to the input's offset (the first block of its group)
    /// @param cover tile ids that cover a segment, left to right
    /// @param lastCover tile ids that cover the last segment
    record Panel(
            int vectors,
            int weights,
            int output,
            int residual,
            int inputShift,
            int[] cover,
            int[] lastCover) {
        /// The same panel, `output` floats behind the output's offset.
        public Panel writingTo(int output) {
            return new Panel(vectors, weights, output, residual, inputShift, cover, lastCover);
        }

        /// The same panel, its weights `floats` further on.
        public Panel movingWeights(int floats) {
            int moved = weights + floats;
            return new Panel(vectors, moved, output, residual, inputShift, cover, lastCover);
        }
    }

    /// Rows of output pixels, or the whole plane as one line cut in pieces: `count` of them,
    /// `pixels` long but for the last.
    record Segments(int count, int pixels, int lastPixels) {
        public int pixels(int segment) {
            return segment == count - 1 ? lastPixels : pixels;
        }
    }

    /// Rows of an output that tiles may cross: behind every `pixels` pixels, `gap` floats are not
    /// written.
    record Rows(int pixels, int gap) {
        /// For an output whose rows no tile crosses, or that has no gaps.
        public static final Rows ENDLESS = new Rows(Integer.MAX_VALUE, 0);

        /// Floats not written before a pixel, counted from the first one of the map.
        public int skipped(int pixel) {
            return pixel / pixels * gap;
        }

        /// Pixels from one to the end of its row.
        public int left(int pixel) {
            return pixels - pixel % pixels;
        }
    }

    /// A convolution of any kernel, stride, dilation and group count as a tiled matrix product.
    ///
    /// K runs over `reads`, in whatever order suits the layout, in runs of {@link TileSet#run}
    /// neighbours. Weights lie panel by panel, each as {@link PanelWeights} says. Loop order:
    /// strips of `strip` segments, panels, segments, tiles, K. Accumulators stay in registers for
    /// the whole of K.
    ///
    /// @param step floats between the inputs of neighbouring output pixels
    /// @param weightsSegment floats between the weights of one segment and the next: 0, but for the
    ///     products of a Winograd convolution
    /// @param rows of the output that its segments run through, gaps apart; only for a step of 16
    /// @param residual offset of a map added before the activation, or −1; never the output itself,
    ///     and none where rows have gaps
    /// @param asksAhead whether weights are in an array with {@link LineHeads}, and are asked for
    ///     ahead of time; only by tiles that can
    record Conv(
            TileSet tiles,
            int step,
            Segments segments,
            int weightsSegment,
            int strip,
            int input,
            int inputSegment,
            Reads reads,
            List<Panel> panels,
            int output,
            int outputSegment,
            int outputBlock,
            Rows rows,
            int residual,
            int residualSegment,
            int residualBlock,
            Activation activation,
            boolean asksAhead)
            implements KernelCall {
        public Conv {
            panels = List.copyOf(panels);
        }

        /// The same convolution, its result elsewhere: the panels' offsets are those of the new
        /// place.
        public Conv writingTo(int output, int outputSegment, int outputBlock, List<Panel> panels) {
            return with(output, outputSegment, outputBlock, panels, asksAhead);
        }

        /// The same convolution by weights that lie elsewhere, where there are no heads of lines.
        ///
        /// @param floats to add to where each panel's weights lie
        public Conv movingWeights(int floats) {
            var moved = panels.stream().map(panel -> panel.movingWeights(floats)).toList();
            return with(output, outputSegment, outputBlock, moved, false);
        }

        private Conv with(
                int output,
                int outputSegment,
                int outputBlock,
                List<Panel> panels,
                boolean asksAhead) {
            return new Conv(
                    tiles,
                    step,
                    segments,
                    weightsSegment,
                    strip,
                    input,
                    inputSegment,
                    reads,
                    panels,
                    output,
                    outputSegment,
                    outputBlock,
                    rows,
                    residual,
                    residualSegment,
                    residualBlock,
                    activation,
                    asksAhead);
        }

        /// Where a panel's lane 0 of a pixel of a segment goes.
        public int outputAt(Panel panel, int segment, int pixel) {
            int skipped = rows.skipped(segment * segments.pixels() + pixel);
            int start = output + panel.output() + segment * outputSegment;
            return start + pixel * Plane.BLOCK + skipped;
        }
    }

    /// A convolution of a map times one number per channel: its weights are multiplied instead of
    /// the map, each time, which is less work where outputs are fewer than pixels.
    ///
    /// @param convs one for each thread that may take part, alike but for the scaled weights of its
    ///     own, which its panels read from the arena; not of {@link TileSet#STREAMED} tiles
    /// @param weights where the unscaled weights of the first panel start
    /// @param length floats of all panels' weights
    /// @param gates for each read, where its channel's number lies
    record GatedConv(List<Conv> convs, int weights, int length, int[] gates) implements KernelCall {
        public GatedConv {
            convs = List.copyOf(convs);
            for (Conv conv : convs) {
                if (conv.tiles() == TileSet.STREAMED) {
                    throw new IllegalArgumentException("weights in streams cannot be scaled");
                }
            }
        }

        /// Where a thread's scaled weights start.
        public int scaled(int thread) {
            return convs.get(thread).panels().getFirst().weights();
        }
    }

    /// A depthwise convolution: each channel with its own window. The input has a halo, so that no
    /// tap falls outside of it; `input` is where the first tap of output (0, 0) of block 0 lies.
    ///
    /// @param weights `[block][bias, then row, column][16]`
    /// @param cover pixel counts of the tiles that cover a row; empty if there is no tile of that
    ///     kernel, and the plain loop is to be used
    /// @param bands parts of the map's rows that are summed up apart, and shared by threads whole
    /// @param means where each band's share in the means of the result goes, `[block][band][16]`:
    ///     the mean over the shares is the mean over the map; −1 if nobody asks for them
    record Depthwise(
            int kernelHeight,
            int kernelWidth,
            int strideHeight,
            int strideWidth,
            int dilation,
            boolean fenced,
            int input,
            int inputBlock,
            int inputRow,
            int weights,
            int[] cover,
            Plane output,
            Activation activation,
            int bands,
            int means)
            implements KernelCall {
        /// The same filter of a map that lies elsewhere.
        public Depthwise readingFrom(int input, int inputBlock, int inputRow) {
            return new Depthwise(
                    kernelHeight,
                    kernelWidth,
                    strideHeight,
                    strideWidth,
                    dilation,
                    fenced,
                    input,
                    inputBlock,
                    inputRow,
                    weights,
                    cover,
                    output,
                    activation,
                    bands,
                    means);
        }

        /// The first row of a band; of the band behind the last, one past the last row.
        public int bandStart(int band) {
            return band * output.height() / bands;
        }

        /// The band of a row.
        public int bandOf(int row) {
            return ((row + 1) * bands - 1) / output.height();
        }

        /// Where a band's share in the means of a block goes.
        public int means(int block, int band) {
            return means + (block * bands + band) * Plane.BLOCK;
        }

        /// What a band's sum is multiplied by to be its share in the means.
        public float share() {
            return (float) bands / output.pixels();
        }
    }

    /// Output blocks of a convolution that are made together.
    record Group(int firstPanel, int lastPanel, int firstBlock, int blocks) {}

    /// Where rows of a convolution's result lie until a depthwise convolution has read them:
    /// `[block of a group][row][left columns + width + right columns][16]`.
    ///
    /// @param offset of the first ring
    /// @param length floats of a ring
    /// @param count rings there are: as many threads may take part
    /// @param rows output rows of the depthwise convolution that are computed at a time
    /// @param height rows of the convolution's whole result
    /// @param top zeros above it, in rows
    /// @param left zeros left of it, in columns
    record Ring(
            int offset,
            int length,
            int count,
            int rows,
            int height,
            int width,
            int top,
            int left) {}

    /// A convolution and the depthwise convolution that alone reads it. For one group of channels
    /// after the other, strips of rows are expanded into a ring, and filtered from there while they
    /// are hot; the whole of the expanded map is never in memory.
    ///
    /// @param conv its segments are rows, or run through all rows of a ring that holds them; its
    ///     output is row 0 of the first ring, and so are those of its panels, by group
    /// @param depthwise its input is the first ring
    record ConvDepthwise(Conv conv, Depthwise depthwise, List<Group> groups, Ring ring)
            implements KernelCall {
        public ConvDepthwise {
            groups = List.copyOf(groups);
        }

        /// Whether the convolution runs on from one row into the next, which are all in a ring.
        public boolean runsThroughRows() {
            return conv.rows().gap() > 0;
        }
    }

    /// Tiles of a plane in the Winograd domain. Tile t covers the output pixels from row
    /// `t / tilesPerRow · down.outputs`, column `t % tilesPerRow · right.outputs`; its points, row
    /// by row, lie `pointStride` apart, each point a plane `[block][tile][16]`.
    ///
    /// @param down what is computed along a column
    /// @param right what is computed along a row
    /// @param firstTile number of the first tile of this batch
    /// @param count tiles in this batch
    record WinogradTiles(
            MinimalFilter down,
            MinimalFilter right,
            int offset,
            int pointStride,
            int blockStride,
            int blocks,
            int tilesPerRow,
            int firstTile,
            int count) {
        public int points() {
            return down.points() * right.points();
        }

        /// Where point 0 of a tile of this batch lies.
        public int at(int block, int tile) {
            return offset + block * blockStride + tile * Plane.BLOCK;
        }

        /// First output row of a tile of this batch.
        public int top(int tile) {
            return (firstTile + tile) / tilesPerRow * down.outputs();
        }

        /// First output column of a tile of this batch.
        public int left(int tile) {
            return (firstTile + tile) % tilesPerRow * right.outputs();
        }
    }

    /// The input transform `Bᵀ d B'` of each patch.
    ///
    /// @param input where the patch of tile 0, block 0 starts, padding included
    record WinogradInput(int input, int inputBlock, int inputRow, WinogradTiles tiles)
            implements KernelCall {}

    /// The output transform `Aᵀ m A'`, then bias, residual and activation.
    ///
    /// @param bias 16 floats for each block
    /// @param residual a map added before the activation; the output itself when there is none
    /// @param adds whether there is one
    record WinogradOutput(
            WinogradTiles tiles,
            int bias,
            Plane output,
            Plane residual,
            boolean adds,
            Activation activation)
            implements KernelCall {}

    /// Maximum or average over windows clipped to the input.
    ///
    /// @param padding zeros above and left of the input: where window (0, 0) starts, negated
    /// @param countPadding an average divides by the area within input and padding, else by the
    ///     clipped area
    record Pool(
            boolean maximum,
            int kernelHeight,
            int kernelWidth,
            int strideHeight,
            int strideWidth,
            int dilation,
            int paddingTop,
            int paddingLeft,
            int paddingBottom,
            int paddingRight,
            boolean countPadding,
            Plane input,
            Plane output)
            implements KernelCall {}

    /// The mean of each channel, or of each bin of a fixed output size.
    record AdaptiveAverage(Plane input, Plane output) implements KernelCall {}

    /// `y = activation(x · scale + shift)` per channel; without constants, the activation alone.
    ///
    /// @param constants `[block][scale 16, shift 16]`, or −1
    record Affine(Plane input, Plane output, int constants, Activation activation)
            implements KernelCall {}

    /// The sum of two maps, then an activation.
    record Add(Plane left, Plane right, Plane output, Activation activation)
            implements KernelCall {}

    /// A map times one number per channel.
    record ChannelScale(Plane input, int gate, int gateBlock, Plane output) implements KernelCall {}

    /// Local response normalisation over `size` neighbours among `channels` channels.
    record LocalResponseNorm(
            Plane input, Plane output, int channels, int size, double alpha, double beta, double k)
            implements KernelCall {}

    /// Moves channels between slots (block · 16 + lane) and pixels by an offset; what is not
    /// written becomes zero.
    ///
    /// @param slots for each slot of the output, the slot of the input, or −1 for zero
    record Rearrange(Plane input, Plane output, int[] slots, int down, int right)
            implements KernelCall {}
}
