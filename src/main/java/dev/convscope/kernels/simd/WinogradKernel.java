package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.WinogradTiles;
import dev.convscope.kernels.Plane;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The transforms of Winograd's F(4×4, 3×3), one tile of one block at a time.
///
/// Each transform is a column pass that leaves its result where the points lie, and a row pass over
/// that. The 36 points of a tile are 36 cache lines, so the second pass finds them in the
/// first-level
/// cache.
final class WinogradKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private WinogradKernel() {}

    static void input(KernelCall.WinogradInput c, int part, int parts, float[] a) {
        WinogradTiles tiles = c.tiles();
        int points = tiles.pointStride();
        int work = tiles.blocks() * tiles.count();
        for (int i = part * work / parts; i < (part + 1) * work / parts; i++) {
            int block = i / tiles.count();
            int t = i % tiles.count();
            int tile = tiles.firstTile() + t;
            int from =
                    c.input()
                            + block * c.inputBlock()
                            + tile / tiles.tilesPerRow() * 4 * c.inputRow()
                            + tile % tiles.tilesPerRow() * 4 * BLOCK;
            int to = tiles.offset() + block * tiles.blockStride() + t * BLOCK;
            for (int lane = 0; lane < BLOCK; lane += L) {
                inputPass(a, from + lane, c.inputRow(), BLOCK, to + lane, 6 * points, points);
                inputPass(a, to + lane, points, 6 * points, to + lane, points, 6 * points);
            }
        }
    }

    /// Six times Bᵀ d: along `step`, for each of six lines `line` apart.
    private static void inputPass(
            float[] a, int x, int step, int line, int y, int toStep, int toLine) {
        for (int n = 0; n < 6; n++) {
            int from = x + n * line;
            int to = y + n * toLine;
            FloatVector d0 = FloatVector.fromArray(S, a, from);
            FloatVector d1 = FloatVector.fromArray(S, a, from + step);
            FloatVector d2 = FloatVector.fromArray(S, a, from + 2 * step);
            FloatVector d3 = FloatVector.fromArray(S, a, from + 3 * step);
            FloatVector d4 = FloatVector.fromArray(S, a, from + 4 * step);
            FloatVector d5 = FloatVector.fromArray(S, a, from + 5 * step);
            FloatVector even = d2.fma(FloatVector.broadcast(S, -4f), d4);
            FloatVector odd = d1.fma(FloatVector.broadcast(S, -4f), d3);
            FloatVector even2 = d4.sub(d2);
            FloatVector odd2 = d3.sub(d1);
            FloatVector first = d0.fma(FloatVector.broadcast(S, 4f), d4);
            FloatVector last = d1.fma(FloatVector.broadcast(S, 4f), d5);
            d2.fma(FloatVector.broadcast(S, -5f), first).intoArray(a, to);
            even.add(odd).intoArray(a, to + toStep);
            even.sub(odd).intoArray(a, to + 2 * toStep);
            odd2.fma(FloatVector.broadcast(S, 2f), even2).intoArray(a, to + 3 * toStep);
            odd2.fma(FloatVector.broadcast(S, -2f), even2).intoArray(a, to + 4 * toStep);
            d3.fma(FloatVector.broadcast(S, -5f), last).intoArray(a, to + 5 * toStep);
        }
    }

    static void output(KernelCall.WinogradOutput c, int part, int parts, float[] a, float[] w) {
        WinogradTiles tiles = c.tiles();
        int work = tiles.blocks() * tiles.count();
        for (int i = part * work / parts; i < (part + 1) * work / parts; i++) {
            outputTile(c, i / tiles.count(), i % tiles.count(), a, w);
        }
    }

    private static void outputTile(
            KernelCall.WinogradOutput c, int block, int t, float[] a, float[] w) {
        WinogradTiles tiles = c.tiles();
        Plane out = c.output();
        int points = tiles.pointStride();
        int top = (tiles.firstTile() + t) / tiles.tilesPerRow() * 4;
        int left = (tiles.firstTile() + t) % tiles.tilesPerRow() * 4;
        int rows = Math.min(4, out.height() - top);
        int columns = Math.min(4, out.width() - left);
        int from = tiles.offset() + block * tiles.blockStride() + t * BLOCK;
        int bias = c.bias() + block * BLOCK;
        int lo = c.activation().low();
        int hi = c.activation().high();
        for (int lane = 0; lane < BLOCK; lane += L) {
            columnPass(a, from + lane, points);
            for (int row = 0; row < rows; row++) {
                int m = from + 6 * row * points + lane;
                int to = out.at(block, top + row, left) + lane;
                rowPass(a, m, points);
                if (c.adds()) {
                    int residual = c.residual().at(block, top + row, left) + lane;
                    finishAdding(a, m, points, w, bias + lane, residual, to, columns, lo, hi);
                } else {
                    finish(a, m, points, w, bias + lane, to, columns, lo, hi);
                }
            }
        }
        if (c.activation().needsPass()) {
            for (int row = 0; row < rows; row++) {
                int to = out.at(block, top + row, left);
                ActivationKernel.run(c.activation(), a, to, columns * BLOCK);
            }
        }
    }

    /// Aᵀ m for each of the six columns, in place: rows 0 to 3 hold the result.
    private static void columnPass(float[] a, int m, int points) {
        int step = 6 * points;
        for (int n = 0; n < 6; n++) {
            int at = m + n * points;
            FloatVector m0 = FloatVector.fromArray(S, a, at);
            FloatVector m1 = FloatVector.fromArray(S, a, at + step);
            FloatVector m2 = FloatVector.fromArray(S, a, at + 2 * step);
            FloatVector m3 = FloatVector.fromArray(S, a, at + 3 * step);
            FloatVector m4 = FloatVector.fromArray(S, a, at + 4 * step);
            FloatVector m5 = FloatVector.fromArray(S, a, at + 5 * step);
            FloatVector p = m1.add(m2);
            FloatVector q = m1.sub(m2);
            FloatVector r = m3.add(m4);
            FloatVector s = m3.sub(m4);
            m0.add(p).add(r).intoArray(a, at);
            s.fma(FloatVector.broadcast(S, 2f), q).intoArray(a, at + step);
            r.fma(FloatVector.broadcast(S, 4f), p).intoArray(a, at + 2 * step);
            s.fma(FloatVector.broadcast(S, 8f), q.add(m5)).intoArray(a, at + 3 * step);
        }
    }

    /// Aᵀ m for one row, in place: points 0 to 3 hold the four pixels.
    private static void rowPass(float[] a, int m, int points) {
        FloatVector m0 = FloatVector.fromArray(S, a, m);
        FloatVector m1 = FloatVector.fromArray(S, a, m + points);
        FloatVector m2 = FloatVector.fromArray(S, a, m + 2 * points);
        FloatVector m3 = FloatVector.fromArray(S, a, m + 3 * points);
        FloatVector m4 = FloatVector.fromArray(S, a, m + 4 * points);
        FloatVector m5 = FloatVector.fromArray(S, a, m + 5 * points);
        FloatVector p = m1.add(m2);
        FloatVector q = m1.sub(m2);
        FloatVector r = m3.add(m4);
        FloatVector s = m3.sub(m4);
        m0.add(p).add(r).intoArray(a, m);
        s.fma(FloatVector.broadcast(S, 2f), q).intoArray(a, m + points);
        r.fma(FloatVector.broadcast(S, 4f), p).intoArray(a, m + 2 * points);
        s.fma(FloatVector.broadcast(S, 8f), q.add(m5)).intoArray(a, m + 3 * points);
    }

    private static void finish(
            float[] a,
            int m,
            int points,
            float[] w,
            int bias,
            int to,
            int columns,
            int lo,
            int hi) {
        FloatVector b = FloatVector.fromArray(S, w, bias);
        for (int j = 0; j < columns; j++) {
            FloatVector.fromArray(S, a, m + j * points)
                    .add(b)
                    .reinterpretAsInts()
                    .max(lo)
                    .min(hi)
                    .reinterpretAsFloats()
                    .intoArray(a, to + j * BLOCK);
        }
    }

    private static void finishAdding(
            float[] a,
            int m,
            int points,
            float[] w,
            int bias,
            int residual,
            int to,
            int columns,
            int lo,
            int hi) {
        FloatVector b = FloatVector.fromArray(S, w, bias);
        for (int j = 0; j < columns; j++) {
            FloatVector.fromArray(S, a, m + j * points)
                    .add(b)
                    .add(FloatVector.fromArray(S, a, residual + j * BLOCK))
                    .reinterpretAsInts()
                    .max(lo)
                    .min(hi)
                    .reinterpretAsFloats()
                    .intoArray(a, to + j * BLOCK);
        }
    }
}
