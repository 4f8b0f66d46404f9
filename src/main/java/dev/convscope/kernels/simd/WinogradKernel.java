package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.WinogradTiles;
import dev.convscope.kernels.MinimalFilter;
import dev.convscope.kernels.Plane;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Winograd's transforms, in passes of one direction each over lines of vectors.
///
/// A filter of one direction takes one pass over all tiles of a row. One of two takes a pass down
/// each tile, whose result lies where its points lie, and one to the right over that; a tile's
/// points are a cache line each, so the second pass finds them in the first-level cache.
final class WinogradKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private WinogradKernel() {}

    /// Tiles from `tile` on that lie in one row, `most` of them.
    private static int run(WinogradTiles tiles, int tile, int most) {
        int inRow = tiles.tilesPerRow() - (tiles.firstTile() + tile) % tiles.tilesPerRow();
        return Math.min(Math.min(most, inRow), tiles.count() - tile);
    }

    /// Tiles are shared as the pixels that they cover are.
    private static int firstTile(int part, int parts, WinogradTiles tiles, int block) {
        int pixels = tiles.count() * tiles.down().outputs() * tiles.right().outputs();
        boolean byRows = Shares.isLarge(pixels);
        return Shares.firstRow(part, parts, tiles.count(), tiles.blocks(), block, byRows);
    }

    static void input(KernelCall.WinogradInput c, int part, int parts, float[] a) {
        WinogradTiles tiles = c.tiles();
        for (int block = 0; block < tiles.blocks(); block++) {
            int last = firstTile(part + 1, parts, tiles, block);
            int tile = firstTile(part, parts, tiles, block);
            for (int run; tile < last; tile += run) {
                run = run(tiles, tile, last - tile);
                int from = c.input() + block * c.inputBlock();
                from += tiles.top(tile) * c.inputRow() + tiles.left(tile) * BLOCK;
                int to = tiles.at(block, tile);
                for (int lane = 0; lane < BLOCK; lane += L) {
                    inputRun(tiles, a, from + lane, c.inputRow(), run, to + lane);
                }
            }
        }
    }

    private static void inputRun(WinogradTiles tiles, float[] a, int x, int row, int run, int y) {
        MinimalFilter down = tiles.down();
        MinimalFilter right = tiles.right();
        int points = tiles.pointStride();
        int width = right.outputs() * BLOCK;
        if (right == MinimalFilter.NONE) {
            WinogradPasses.input(down, a, x, row, BLOCK, y, points, BLOCK, run);
        } else if (down == MinimalFilter.NONE) {
            WinogradPasses.input(right, a, x, BLOCK, width, y, points, BLOCK, run);
        } else {
            int columns = right.points();
            int pointRow = columns * points;
            for (int t = 0; t < run; t++) {
                int to = y + t * BLOCK;
                WinogradPasses.input(
                        down, a, x + t * width, row, BLOCK, to, pointRow, points, columns);
                WinogradPasses.input(
                        right, a, to, points, pointRow, to, points, pointRow, down.points());
            }
        }
    }

    static void output(KernelCall.WinogradOutput c, int part, int parts, float[] a, float[] w) {
        WinogradTiles tiles = c.tiles();
        for (int block = 0; block < tiles.blocks(); block++) {
            int last = firstTile(part + 1, parts, tiles, block);
            int tile = firstTile(part, parts, tiles, block);
            for (int run; tile < last; tile += run) {
                run = run(tiles, tile, last - tile);
                outputRun(c, block, tile, run, a, w);
            }
        }
    }

    private static void outputRun(
            KernelCall.WinogradOutput c, int block, int tile, int run, float[] a, float[] w) {
        WinogradTiles tiles = c.tiles();
        Plane out = c.output();
        int top = tiles.top(tile);
        int left = tiles.left(tile);
        int rows = Math.min(tiles.down().outputs(), out.height() - top);
        int columns = Math.min(run * tiles.right().outputs(), out.width() - left);
        int from = tiles.at(block, tile);
        int to = out.at(block, top, left);
        int residual = c.residual().at(block, top, left);
        int bias = c.bias() + block * BLOCK;
        for (int lane = 0; lane < BLOCK; lane += L) {
            int y = to + lane;
            int add = residual + lane;
            if (tiles.right() == MinimalFilter.NONE) {
                down(c, a, from + lane, run, rows, w, bias + lane, y, add);
            } else if (tiles.down() == MinimalFilter.NONE) {
                right(c, a, from + lane, columns, w, bias + lane, y, add);
            } else {
                square(c, a, from + lane, run, rows, columns, w, bias + lane, y, add);
            }
        }
        if (!c.activation().needsPass()) return;
        for (int row = 0; row < rows; row++) {
            ActivationKernel.run(c.activation(), a, to + row * out.rowStride(), columns * BLOCK);
        }
    }

    /// Neighbouring tiles of one column each.
    private static void down(
            KernelCall.WinogradOutput c,
            float[] a,
            int m,
            int run,
            int rows,
            float[] w,
            int bias,
            int to,
            int residual) {
        MinimalFilter filter = c.tiles().down();
        int points = c.tiles().pointStride();
        int row = c.output().rowStride();
        int addRow = c.residual().rowStride();
        output(
                c, filter, a, m, points, BLOCK, run, rows, w, bias, to, row, BLOCK, residual,
                addRow, BLOCK);
    }

    /// Neighbouring tiles of one row each, the last of them perhaps cut.
    private static void right(
            KernelCall.WinogradOutput c,
            float[] a,
            int m,
            int columns,
            float[] w,
            int bias,
            int to,
            int residual) {
        MinimalFilter filter = c.tiles().right();
        int points = c.tiles().pointStride();
        int outputs = filter.outputs();
        int width = outputs * BLOCK;
        int whole = columns / outputs;
        output(
                c, filter, a, m, points, BLOCK, whole, outputs, w, bias, to, BLOCK, width, residual,
                BLOCK, width);
        if (columns % outputs == 0) return;
        int cut = m + whole * BLOCK;
        int past = whole * width;
        output(
                c,
                filter,
                a,
                cut,
                points,
                BLOCK,
                1,
                columns % outputs,
                w,
                bias,
                to + past,
                BLOCK,
                width,
                residual + past,
                BLOCK,
                width);
    }

    /// Neighbouring tiles of both directions.
    private static void square(
            KernelCall.WinogradOutput c,
            float[] a,
            int m,
            int run,
            int rows,
            int columns,
            float[] w,
            int bias,
            int to,
            int residual) {
        MinimalFilter right = c.tiles().right();
        int points = c.tiles().pointStride();
        int pointRow = right.points() * points;
        int row = c.output().rowStride();
        int addRow = c.residual().rowStride();
        for (int t = 0; t < run; t++) {
            int at = m + t * BLOCK;
            int past = t * right.outputs() * BLOCK;
            int outputs = Math.min(right.outputs(), columns - t * right.outputs());
            WinogradPasses.half(c.tiles().down(), a, at, pointRow, points, right.points());
            output(
                    c,
                    right,
                    a,
                    at,
                    points,
                    pointRow,
                    rows,
                    outputs,
                    w,
                    bias,
                    to + past,
                    BLOCK,
                    row,
                    residual + past,
                    BLOCK,
                    addRow);
        }
    }

    /// The last pass over lines, of which the first `outputs` results lie on the map.
    private static void output(
            KernelCall.WinogradOutput c,
            MinimalFilter filter,
            float[] a,
            int m,
            int step,
            int line,
            int lines,
            int outputs,
            float[] w,
            int bias,
            int to,
            int toStep,
            int toLine,
            int residual,
            int addStep,
            int addLine) {
        int lo = c.activation().low();
        int hi = c.activation().high();
        if (outputs < filter.outputs()) {
            WinogradPasses.half(filter, a, m, step, line, lines);
            for (int n = 0; n < lines; n++) {
                int from = m + n * line;
                int y = to + n * toLine;
                if (c.adds()) {
                    int add = residual + n * addLine;
                    finishAdding(a, from, step, w, bias, add, addStep, y, toStep, outputs, lo, hi);
                } else {
                    finish(a, from, step, w, bias, y, toStep, outputs, lo, hi);
                }
            }
        } else if (c.adds()) {
            WinogradPasses.adding(
                    filter, a, m, step, line, lines, w, bias, to, toStep, toLine, lo, hi, residual,
                    addStep, addLine);
        } else {
            WinogradPasses.last(
                    filter, a, m, step, line, lines, w, bias, to, toStep, toLine, lo, hi);
        }
    }

    static void finish(
            float[] a,
            int m,
            int step,
            float[] w,
            int bias,
            int to,
            int toStep,
            int outputs,
            int lo,
            int hi) {
        if (outputs == 0) return;
        FloatVector b = FloatVector.fromArray(S, w, bias);
        for (int j = 0; j < outputs; j++) {
            FloatVector.fromArray(S, a, m + j * step)
                    .add(b)
                    .reinterpretAsInts()
                    .max(lo)
                    .min(hi)
                    .reinterpretAsFloats()
                    .intoArray(a, to + j * toStep);
        }
    }

    static void finishAdding(
            float[] a,
            int m,
            int step,
            float[] w,
            int bias,
            int residual,
            int addStep,
            int to,
            int toStep,
            int outputs,
            int lo,
            int hi) {
        if (outputs == 0) return;
        FloatVector b = FloatVector.fromArray(S, w, bias);
        for (int j = 0; j < outputs; j++) {
            FloatVector.fromArray(S, a, m + j * step)
                    .add(b)
                    .add(FloatVector.fromArray(S, a, residual + j * addStep))
                    .reinterpretAsInts()
                    .max(lo)
                    .min(hi)
                    .reinterpretAsFloats()
                    .intoArray(a, to + j * toStep);
        }
    }
}
