package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.KernelCall.Segments;
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

    /// One convolution, before it is laid out: two input blocks, or rows of an image.
    ///
    /// @param blocks blocks of 16 input channels; the rows of the window for an image
    /// @param tail channels of the last block
    /// @param cover pixels of the tiles of a segment
    /// @param lastCover pixels of the tiles of the last segment
    /// @param panels panels of `vectors` vectors each
    private record Sketch(
            TileSet tiles,
            Reading reading,
            int blocks,
            int tail,
            int[] cover,
            int[] lastCover,
            int vectors,
            int panels,
            int segments,
            int strip,
            boolean residual,
            boolean grouped,
            Activation activation) {

        static Sketch of(TileSet tiles, Reading reading, int vectors, int... cover) {
            int[] pixels = cover;
            return new Sketch(
                    tiles,
                    reading,
                    2,
                    BLOCK,
                    pixels,
                    pixels,
                    vectors,
                    1,
                    1,
                    1,
                    false,
                    false,
                    Activation.NONE);
        }

        Sketch depth(int blocks, int tail) {
            return new Sketch(
                    tiles,
                    reading,
                    blocks,
                    tail,
                    cover,
                    lastCover,
                    vectors,
                    panels,
                    segments,
                    strip,
                    residual,
                    grouped,
                    activation);
        }

        Sketch rows(int segments, int strip, int panels, int... lastCover) {
            return new Sketch(
                    tiles,
                    reading,
                    blocks,
                    tail,
                    cover,
                    lastCover,
                    vectors,
                    panels,
                    segments,
                    strip,
                    residual,
                    grouped,
                    activation);
        }

        Sketch finish(boolean residual, Activation activation) {
            return new Sketch(
                    tiles,
                    reading,
                    blocks,
                    tail,
                    cover,
                    lastCover,
                    vectors,
                    panels,
                    segments,
                    strip,
                    residual,
                    grouped,
                    activation);
        }

        Sketch inGroups() {
            return new Sketch(
                    tiles,
                    reading,
                    blocks,
                    tail,
                    cover,
                    lastCover,
                    vectors,
                    panels,
                    segments,
                    strip,
                    residual,
                    true,
                    activation);
        }

        boolean image() {
            return reading.step() < BLOCK && tiles != TileSet.SINGLE_PIXEL;
        }

        int pixels() {
            return IntStream.of(cover).sum();
        }
    }

    private final List<KernelCase> cases = new ArrayList<>();

    private ConvCases() {}

    static List<KernelCase> all() {
        var cases = new ConvCases();
        for (TileSet tiles : List.of(TileSet.WIDE, TileSet.FENCED)) {
            cases.everyTile(tiles);
            cases.covers(tiles);
        }
        cases.singlePixels();
        cases.depths();
        cases.rowsAndPanels();
        cases.activations();
        cases.products();
        return cases.cases;
    }

    private void everyTile(TileSet tiles) {
        for (Reading reading : READINGS) {
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

    /// Rows around the lengths of the tiles, and primes.
    private void covers(TileSet tiles) {
        int[] lengths = {1, 2, 3, 5, 6, 7, 11, 12, 13, 14, 15, 17, 19, 23, 27, 28, 29, 31, 37, 41};
        for (int length : lengths) {
            int[] cover = Tiles.cut(tiles, length, 2);
            var sketch = Sketch.of(tiles, new Reading(16, 16), 2, cover);
            add("row", sketch.finish(true, Activation.SILU));
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
        for (TileSet tiles : List.of(TileSet.WIDE, TileSet.FENCED)) {
            for (int tail = 1; tail <= BLOCK; tail++) {
                for (int blocks = 1; blocks <= 3; blocks++) {
                    var sketch = Sketch.of(tiles, new Reading(16, 16), 2, 6, 3);
                    add("depth", sketch.depth(blocks, tail));
                }
            }
            var deep = Sketch.of(tiles, new Reading(16, 16), 2, 6, 1);
            add("deep", deep.depth(61, 11).finish(true, Activation.NONE));
        }
    }

    /// Strips that divide the rows and that do not, last rows that are shorter, groups.
    private void rowsAndPanels() {
        for (TileSet tiles : List.of(TileSet.WIDE, TileSet.FENCED)) {
            for (Reading reading : READINGS) {
                var sketch = Sketch.of(tiles, reading, 2, 6, 5).depth(2, 3);
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

    private void activations() {
        for (TileSet tiles : TileSet.values()) {
            for (Activation activation : Activation.values()) {
                for (int vectors : new int[] {1, 2}) {
                    boolean wide = tiles == TileSet.FENCED && vectors == 1;
                    if (wide) continue;
                    var sketch = Sketch.of(tiles, new Reading(16, 16), vectors, 1, 1, 1);
                    add("activation", sketch.finish(false, activation));
                    add("activation", sketch.rows(3, 2, 2, 1, 1).finish(true, activation));
                }
            }
        }
    }

    /// The products of a Winograd convolution: segments with weights of their own.
    private void products() {
        for (TileSet tiles : List.of(TileSet.WIDE, TileSet.FENCED)) {
            for (int pixels : new int[] {1, 5, 14}) {
                int[] cover = Tiles.cut(tiles, pixels, 2);
                var sketch = Sketch.of(tiles, new Reading(16, 16), 2, cover);
                var conv = layOut(sketch.rows(36, 1, 2, cover));
                int depth = conv.reads().length;
                int segment = 2 * ((depth + 1) * 2 * Lanes.count() + BLOCK);
                String name =
                        "conv %d: %s products of %d tiles".formatted(cases.size(), tiles, pixels);
                cases.add(KernelCase.of(name, withWeightsPerSegment(conv, segment), depth));
            }
        }
    }

    private static KernelCall.Conv withWeightsPerSegment(KernelCall.Conv c, int floats) {
        return new KernelCall.Conv(
                c.tiles(),
                c.step(),
                c.segments(),
                floats,
                c.strip(),
                c.input(),
                c.inputSegment(),
                c.reads(),
                c.panels(),
                c.output(),
                c.outputSegment(),
                c.outputBlock(),
                c.residual(),
                c.residualSegment(),
                c.residualBlock(),
                c.activation());
    }

    private void add(String what, Sketch sketch) {
        int lanes = sketch.vectors() * Lanes.count();
        boolean splitsABlock = lanes % BLOCK != 0 && BLOCK % lanes != 0;
        // No plan has panels of one and a half blocks; without a pass they still work.
        if (splitsABlock && (sketch.activation().needsPass() || sketch.panels() > 1)) return;
        String name =
                "conv %d: %s, %s of step %d run %d, %d blocks tail %d, tiles %s × %d%s%s%s%s"
                        .formatted(
                                cases.size(),
                                what,
                                sketch.tiles(),
                                sketch.reading().step(),
                                sketch.reading().run(),
                                sketch.blocks(),
                                sketch.tail(),
                                Arrays.toString(sketch.cover()),
                                sketch.vectors(),
                                sketch.panels() * sketch.segments() > 1
                                        ? ", %d panels, %d rows"
                                                .formatted(sketch.panels(), sketch.segments())
                                        : "",
                                sketch.grouped() ? ", grouped" : "",
                                sketch.residual() ? ", residual" : "",
                                sketch.activation() == Activation.NONE
                                        ? ""
                                        : ", " + sketch.activation());
        int depth = (sketch.blocks() + 1) * Math.max(BLOCK, sketch.reading().run()) * 4;
        cases.add(KernelCase.of(name, layOut(sketch), depth));
    }

    /// The input first, then the output and the residual, with gaps between rows and blocks.
    private static KernelCall.Conv layOut(Sketch s) {
        int run = s.reading().run();
        int row = s.pixels() * s.reading().step() + 2 * Math.max(run, BLOCK) + BLOCK;
        int inputBlock = (s.segments() * 2 + 2) * row;
        int input = 64;
        int[] reads = reads(s, row, inputBlock);
        int outputRow = s.pixels() * BLOCK + BLOCK;
        int outputBlock = s.segments() * outputRow + 2 * BLOCK;
        int outputBlocks = Math.ceilDiv(s.panels() * s.vectors() * Lanes.count(), BLOCK);
        int output = input + (s.blocks() + 1) * inputBlock + BLOCK;
        int residual = output + outputBlocks * outputBlock + BLOCK;
        return new KernelCall.Conv(
                s.tiles(),
                s.reading().step(),
                new Segments(s.segments(), s.pixels(), IntStream.of(s.lastCover()).sum()),
                0,
                s.strip(),
                input,
                s.reading().step() == 2 * BLOCK ? 2 * row : row,
                reads,
                panels(s, reads.length, inputBlock, outputBlock),
                output,
                outputRow,
                outputBlock,
                s.residual() ? residual : -1,
                s.residual() ? outputRow : 0,
                s.residual() ? outputBlock : 0,
                s.activation());
    }

    /// A window of 2 × 2 on every block, or as many floats as wanted of one, in whole runs.
    private static int[] reads(Sketch s, int row, int inputBlock) {
        IntStream.Builder reads = IntStream.builder();
        boolean oneRun = s.tiles() == TileSet.SINGLE_PIXEL && s.blocks() == 1;
        int[] window = oneRun || s.image() ? new int[1] : new int[] {0, BLOCK, row, row + BLOCK};
        for (int block = 0; block < s.blocks(); block++) {
            int from = block * (s.image() ? row : inputBlock);
            boolean whole = s.image() || oneRun || block < s.blocks() - 1;
            int least = s.tiles().run(s.reading().step());
            int run = whole ? s.reading().run() : Math.ceilDiv(s.tail(), least) * least;
            for (int tap : window) {
                for (int i = 0; i < run; i++) reads.add(from + tap + i);
            }
        }
        return reads.build().toArray();
    }

    private static List<Panel> panels(Sketch s, int depth, int inputBlock, int outputBlock) {
        List<Panel> panels = new ArrayList<>();
        int lanes = s.vectors() * Lanes.count();
        for (int i = 0; i < s.panels(); i++) {
            int at = i * lanes / BLOCK * outputBlock + i * lanes % BLOCK;
            int weights = 12 + i * ((depth + 1) * lanes + BLOCK);
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
                            ids(s.lastCover(), s.vectors())));
        }
        return panels;
    }

    private static int[] ids(int[] cover, int vectors) {
        return IntStream.of(cover).map(pixels -> TileSet.id(pixels, vectors)).toArray();
    }
}
