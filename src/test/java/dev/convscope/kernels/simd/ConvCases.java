package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.Footprint;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.KernelCall.Segments;
import dev.convscope.kernels.PanelWeights;
import dev.convscope.kernels.Reads;
import dev.convscope.kernels.TileSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Convolutions: every tile there is in every reading, then whatever a call can vary.
final class ConvCases {
    /// Floats between neighbouring inputs, and floats at a tap: blocked maps of stride 1 and 2, and
    /// the interleaved image of stride 1, 2 and 4 under windows with and without tiles of their
    /// own.
    private record Reading(int step, int run) {}

    private static final List<Reading> READINGS =
            List.of(
                    new Reading(16, 16),
                    new Reading(32, 16),
                    new Reading(3, 9),
                    new Reading(6, 9),
                    new Reading(6, 21),
                    new Reading(12, 33),
                    new Reading(3, 15),
                    new Reading(6, 15),
                    new Reading(12, 21));

    /// Tiles that take pixels of a row; single pixels are a case of their own.
    private static final List<TileSet> TILES =
            Tiles.sets().stream().filter(tiles -> tiles != TileSet.SINGLE_PIXEL).toList();

    /// Where the weights of the first panel start.
    private static final int WEIGHTS = 12;

    /// Neighbouring pixels of a map.
    private static final Reading DENSE = new Reading(16, 16);

    /// @param blocks blocks of 16 input channels; the rows of the window for an image
    /// @param tail channels of the last block
    private record Depth(int blocks, int tail) {}

    /// @param panels panels of the sketch's vectors each
    /// @param lastCover pixels of the tiles of the last segment
    /// @param width pixels of a row of the output, if tiles run across rows; else 0
    private record Rows(int segments, int strip, int panels, int[] lastCover, int width) {}

    private record Finish(boolean residual, Activation activation) {}

    /// One convolution, before it is laid out.
    ///
    /// @param cover pixels of the tiles of a segment
    private record Sketch(
            TileSet tiles,
            Reading reading,
            int vectors,
            int[] cover,
            Depth depth,
            Rows rows,
            Finish finish,
            boolean grouped) {

        /// One row of two whole blocks, one panel, nothing behind it.
        static Sketch of(TileSet tiles, Reading reading, int vectors, int... cover) {
            var plain = new Finish(false, Activation.NONE);
            return new Sketch(
                    tiles,
                    reading,
                    vectors,
                    cover,
                    new Depth(2, BLOCK),
                    new Rows(1, 1, 1, cover, 0),
                    plain,
                    false);
        }

        Sketch depth(int blocks, int tail) {
            var other = new Depth(blocks, tail);
            return new Sketch(tiles, reading, vectors, cover, other, rows, finish, grouped);
        }

        Sketch rows(int segments, int strip, int panels, int... lastCover) {
            var other = new Rows(segments, strip, panels, lastCover, 0);
            return new Sketch(tiles, reading, vectors, cover, depth, other, finish, grouped);
        }

        Sketch across(int width) {
            var other = new Rows(rows.segments, rows.strip, rows.panels, rows.lastCover, width);
            return new Sketch(tiles, reading, vectors, cover, depth, other, finish, grouped);
        }

        Sketch finish(boolean residual, Activation activation) {
            var other = new Finish(residual, activation);
            return new Sketch(tiles, reading, vectors, cover, depth, rows, other, grouped);
        }

        Sketch inGroups() {
            return new Sketch(tiles, reading, vectors, cover, depth, rows, finish, true);
        }

        boolean image() {
            return reading.step() < BLOCK && tiles != TileSet.SINGLE_PIXEL;
        }

        int pixels() {
            return IntStream.of(cover).sum();
        }

        @Override
        public String toString() {
            String text =
                    "%s of step %d run %d, %d blocks tail %d, tiles %s × %d"
                            .formatted(
                                    tiles,
                                    reading.step(),
                                    reading.run(),
                                    depth.blocks(),
                                    depth.tail(),
                                    Arrays.toString(cover),
                                    vectors);
            if (rows.panels() * rows.segments() > 1) {
                text += ", %d panels, %d rows".formatted(rows.panels(), rows.segments());
            }
            if (rows.width() > 0) text += ", across rows of " + rows.width();
            if (grouped) text += ", grouped";
            if (finish.residual()) text += ", residual";
            return finish.activation() == Activation.NONE
                    ? text
                    : text + ", " + finish.activation();
        }
    }

    private final List<KernelCase> cases = new ArrayList<>();

    private ConvCases() {}

    static List<KernelCase> all() {
        var cases = new ConvCases();
        for (TileSet tiles : TILES) {
            cases.everyTile(tiles);
            cases.covers(tiles);
        }
        cases.singlePixels();
        cases.depths();
        cases.rowsAndPanels();
        cases.acrossRows();
        cases.activations();
        cases.products();
        cases.gated();
        return cases.cases;
    }

    private void everyTile(TileSet tiles) {
        for (Reading reading : readings(tiles)) {
            for (int id : Tiles.of(tiles)) {
                var sketch = Sketch.of(tiles, reading, TileSet.vectors(id), TileSet.pixels(id));
                int turn = cases.size();
                add("tile", sketch.depth(2, 1 + turn % BLOCK));
                Activation clamp = turn % 2 == 0 ? Activation.RELU6 : Activation.RELU;
                add("tile", sketch.finish(false, clamp));
                if (!sketch.image()) add("tile", sketch.finish(true, clamp));
            }
        }
    }

    /// Channels of an image are not in pairs, products lie side by side.
    private static List<Reading> readings(TileSet tiles) {
        return READINGS.stream()
                .filter(
                        reading ->
                                switch (tiles) {
                                    case PAIRED -> reading.step() >= BLOCK;
                                    case STREAMED -> reading.step() == BLOCK;
                                    case WIDE, FENCED, SINGLE_PIXEL -> true;
                                })
                .toList();
    }

    /// Rows around the lengths of the tiles, and primes.
    private void covers(TileSet tiles) {
        int[] lengths = {1, 2, 3, 5, 6, 7, 11, 12, 13, 14, 15, 17, 19, 23, 27, 28, 29, 31, 37, 41};
        for (int length : lengths) {
            int[] cover = Tiles.cut(tiles, length, 2);
            var sketch = Sketch.of(tiles, DENSE, 2, cover);
            add("row", sketch.finish(true, Activation.SILU));
            if (tiles == TileSet.STREAMED) continue;
            add("row", Sketch.of(tiles, new Reading(32, 16), 2, cover).depth(1, 5));
        }
    }

    private void singlePixels() {
        for (int vectors : new int[] {1, 2, 4, 8}) {
            for (int run : new int[] {1, 7, 15, 16, 17, 31, 48, 331}) {
                var reading = new Reading(16, run);
                var sketch = Sketch.of(TileSet.SINGLE_PIXEL, reading, vectors, 1).depth(1, run);
                add("single", sketch);
                add("single", sketch.finish(true, Activation.RELU).rows(1, 1, 3, 1));
            }
        }
        for (int step : new int[] {1, 5, 48, 64}) {
            var sketch = Sketch.of(TileSet.SINGLE_PIXEL, new Reading(step, 16), 2, 1, 1, 1, 1, 1);
            add("any stride", sketch.depth(3, 7).finish(false, Activation.RELU));
            add("any stride", sketch.rows(3, 2, 2, 1, 1).finish(true, Activation.HARD_SWISH));
        }
    }

    /// Every tail of the last block, behind none to two whole ones.
    private void depths() {
        for (TileSet tiles : TILES) {
            for (int tail = 1; tail <= BLOCK; tail++) {
                for (int blocks = 1; blocks <= 3; blocks++) {
                    var sketch = Sketch.of(tiles, DENSE, 2, Tiles.cut(tiles, 9, 2));
                    add("depth", sketch.depth(blocks, tail));
                }
            }
            var deep = Sketch.of(tiles, DENSE, 2, Tiles.cut(tiles, 7, 2));
            add("deep", deep.depth(61, 11).finish(true, Activation.NONE));
        }
    }

    /// Strips that divide the rows and that do not, last rows that are shorter, groups.
    private void rowsAndPanels() {
        for (TileSet tiles : TILES) {
            for (Reading reading : readings(tiles)) {
                var sketch = Sketch.of(tiles, reading, 2, Tiles.cut(tiles, 11, 2)).depth(2, 3);
                for (int segments : new int[] {1, 2, 5, 7}) {
                    for (int panels = 1; panels <= 3; panels++) {
                        var rows = sketch.rows(segments, 1 + panels % 3, panels, 4, 1);
                        add("rows", rows.finish(false, Activation.SILU));
                        if (sketch.image()) continue;
                        add("rows", rows.finish(true, Activation.RELU));
                        add("groups", rows.inGroups());
                    }
                }
            }
        }
    }

    /// Lines of pixels that go to rows with a border: every tile over rows that are shorter, as
    /// long and longer, then lines of several tiles and panels.
    private void acrossRows() {
        for (TileSet tiles : TILES) {
            if (!tiles.crossesRows(BLOCK)) continue;
            for (int width : new int[] {1, 2, 5, 7, 13, 14, 15}) {
                for (int id : Tiles.of(tiles)) {
                    var sketch = Sketch.of(tiles, DENSE, TileSet.vectors(id), TileSet.pixels(id));
                    add("across", sketch.across(width));
                }
                for (Activation activation : Activation.values()) {
                    int[] cover = Tiles.cut(tiles, 17, 2);
                    var line = Sketch.of(tiles, DENSE, 2, cover).rows(3, 2, 2, 4, 1);
                    add("across", line.across(width).finish(false, activation));
                }
            }
        }
    }

    private void activations() {
        for (TileSet tiles : Tiles.sets()) {
            for (Activation activation : Activation.values()) {
                for (int vectors : new int[] {1, 2, 3}) {
                    if (!hasTilesOf(tiles, vectors)) continue;
                    var sketch = Sketch.of(tiles, DENSE, vectors, 1, 1, 1);
                    add("activation", sketch.finish(false, activation));
                    if (vectors > 2) continue;
                    add("activation", sketch.rows(3, 2, 2, 1, 1).finish(true, activation));
                }
            }
        }
    }

    private static boolean hasTilesOf(TileSet tiles, int vectors) {
        return Tiles.of(tiles).stream().anyMatch(id -> TileSet.vectors(id) == vectors);
    }

    /// The products of a Winograd convolution: segments with weights of their own.
    private void products() {
        for (TileSet tiles : TILES) {
            for (int pixels : new int[] {1, 5, 14}) {
                int[] cover = Tiles.cut(tiles, pixels, 2);
                var sketch = Sketch.of(tiles, DENSE, 2, cover);
                var conv = layOut(sketch.rows(36, 1, 2, cover), true);
                String name =
                        "conv %d: %s products of %d tiles".formatted(cases.size(), tiles, pixels);
                cases.add(KernelCase.of(name, conv, conv.reads().count()));
            }
        }
    }

    private static int lanes(TileSet tiles) {
        return tiles.lanes(Lanes.count());
    }

    /// Convolutions whose weights are scaled first, by one thread or by teams that have room for
    /// fewer or more.
    private void gated() {
        for (TileSet tiles : TILES) {
            if (tiles == TileSet.STREAMED) continue;
            for (int vectors = 1; vectors <= 3; vectors++) {
                if (!hasTilesOf(tiles, vectors)) continue;
                for (int panels = 1; panels <= 3; panels++) {
                    int[] cover = Tiles.cut(tiles, 6, vectors);
                    var sketch = Sketch.of(tiles, DENSE, vectors, cover).depth(2, 6);
                    int[] last = Tiles.cut(tiles, 3, vectors);
                    addGated(sketch.rows(5, 2, vectors == 2 ? panels : 1, last), panels);
                }
            }
        }
    }

    private void addGated(Sketch sketch, int threads) {
        var conv = layOut(sketch.finish(false, Activation.NONE), false);
        var footprint = Footprint.of(conv, Lanes.count());
        int gates = Math.max(footprint.reads().length(), footprint.writes().length()) + BLOCK;
        int length = footprint.constants().length() - WEIGHTS;
        int scaled = gates + conv.reads().count() + BLOCK;
        var convs =
                IntStream.range(0, threads)
                        .mapToObj(i -> scaled + i * (length + BLOCK) - WEIGHTS)
                        .map(conv::movingWeights)
                        .toList();
        int depth = conv.reads().count();
        int[] gateOfRead = IntStream.range(0, depth).map(k -> gates + depth - 1 - k).toArray();
        var call = new KernelCall.GatedConv(convs, WEIGHTS, length, gateOfRead);
        String name = "conv %d: gated, for %d threads, %s".formatted(cases.size(), threads, sketch);
        cases.add(KernelCase.of(name, call, conv.reads().count()));
    }

    private void add(String what, Sketch sketch) {
        int lanes = sketch.tiles().written(sketch.vectors(), Lanes.count());
        boolean filled = lanes > sketch.vectors() * lanes(sketch.tiles());
        boolean splitsABlock = lanes % BLOCK != 0 && BLOCK % lanes != 0;
        if (sketch.rows().panels() > 1 && (filled || splitsABlock)) return;
        // The plan of a machine where a panel ends within a block, unfilled, has no pass there.
        if (splitsABlock && sketch.finish().activation().needsPass()) {
            sketch = sketch.finish(sketch.finish().residual(), Activation.RELU6);
        }
        String name = "conv %d: %s, %s".formatted(cases.size(), what, sketch);
        int depth = (sketch.depth().blocks() + 1) * Math.max(BLOCK, sketch.reading().run()) * 4;
        cases.add(KernelCase.of(name, layOut(sketch, false), depth));
    }

    /// The input first, then the output and the residual, with gaps between rows and blocks.
    ///
    /// @param products whether each segment has weights of its own
    private static KernelCall.Conv layOut(Sketch s, boolean products) {
        int run = s.reading().run();
        int row = s.pixels() * s.reading().step() + 2 * Math.max(run, BLOCK) + BLOCK;
        int inputBlock = (s.rows().segments() * 2 + 2) * row;
        int input = 64;
        int[] reads = reads(s, row, inputBlock);
        int width = s.rows().width();
        int gap = 2 * BLOCK;
        var across = width == 0 ? KernelCall.Rows.ENDLESS : new KernelCall.Rows(width, gap);
        int outputRow = s.pixels() * BLOCK + (width == 0 ? BLOCK : 0);
        int outputBlock = s.rows().segments() * outputRow + 2 * BLOCK;
        outputBlock += across.skipped(s.rows().segments() * s.pixels());
        int outputBlocks = Math.ceilDiv(s.rows().panels() * s.vectors() * lanes(s.tiles()), BLOCK);
        int output = input + (s.depth().blocks() + 1) * inputBlock + BLOCK;
        int residual = output + outputBlocks * outputBlock + BLOCK;
        int weightsOfRow = s.rows().panels() * floatsOfPanel(s, reads.length);
        return new KernelCall.Conv(
                s.tiles(),
                s.reading().step(),
                new Segments(
                        s.rows().segments(), s.pixels(), IntStream.of(s.rows().lastCover()).sum()),
                products ? weightsOfRow : 0,
                s.rows().strip(),
                input,
                s.reading().step() == 2 * BLOCK ? 2 * row : row,
                Reads.at(reads),
                panels(s, reads.length, inputBlock, outputBlock),
                output,
                outputRow,
                outputBlock,
                across,
                s.finish().residual() ? residual : -1,
                s.finish().residual() ? outputRow : 0,
                s.finish().residual() ? outputBlock : 0,
                s.finish().activation(),
                false);
    }

    /// A window of 2 × 2 on every block, or as many floats as wanted of one, in whole runs.
    private static int[] reads(Sketch s, int row, int inputBlock) {
        IntStream.Builder reads = IntStream.builder();
        boolean oneRun = s.tiles() == TileSet.SINGLE_PIXEL && s.depth().blocks() == 1;
        int[] window = oneRun || s.image() ? new int[1] : new int[] {0, BLOCK, row, row + BLOCK};
        for (int block = 0; block < s.depth().blocks(); block++) {
            int from = block * (s.image() ? row : inputBlock);
            boolean whole = s.image() || oneRun || block < s.depth().blocks() - 1;
            int least = s.tiles().run(s.reading().step());
            int run = whole ? s.reading().run() : Math.ceilDiv(s.depth().tail(), least) * least;
            for (int tap : window) {
                for (int i = 0; i < run; i++) reads.add(from + tap + i);
            }
        }
        return reads.build().toArray();
    }

    private static List<Panel> panels(Sketch s, int depth, int inputBlock, int outputBlock) {
        List<Panel> panels = new ArrayList<>();
        int lanes = s.vectors() * lanes(s.tiles());
        for (int i = 0; i < s.rows().panels(); i++) {
            int at = i * lanes / BLOCK * outputBlock + i * lanes % BLOCK;
            int weights = WEIGHTS + i * floatsOfPanel(s, depth);
            int shift = s.grouped() ? i % 2 * inputBlock : 0;
            int[] cover = ids(s.cover(), s.vectors());
            panels.add(
                    new Panel(
                            s.vectors(),
                            weights,
                            at,
                            at,
                            shift,
                            cover,
                            ids(s.rows().lastCover(), s.vectors())));
        }
        return panels;
    }

    private static int floatsOfPanel(Sketch s, int depth) {
        return new PanelWeights(s.tiles(), s.vectors(), Lanes.count(), depth).length() + BLOCK;
    }

    private static int[] ids(int[] cover, int vectors) {
        return IntStream.of(cover).map(pixels -> TileSet.id(pixels, vectors)).toArray();
    }
}
