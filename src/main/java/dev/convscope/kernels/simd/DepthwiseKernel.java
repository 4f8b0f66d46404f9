package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The depthwise convolution, block by block and row by row.
///
/// Square kernels of 3, 5 and 7 with stride 1 or 2 go to generated tiles of neighbouring pixels;
/// any other window takes the plain loop, one output vector at a time.
final class DepthwiseKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /// Floats that fenced tiles write before an activation goes over them: they and what they were
    /// made of stay in the first-level cache.
    private static final int HOT = 2048;

    private DepthwiseKernel() {}

    static void run(KernelCall.Depthwise c, int part, int parts, float[] a, float[] w) {
        Plane out = c.output();
        boolean byRows = !Shares.byBlocks(out.blocks(), parts);
        for (int block = 0; block < out.blocks(); block++) {
            if (c.means() >= 0) {
                int blocks = out.blocks();
                int end = Shares.firstRow(part + 1, parts, c.bands(), blocks, block, byRows);
                int band = Shares.firstRow(part, parts, c.bands(), blocks, block, byRows);
                for (; band < end; band++) band(c, block, band, a, w);
            } else {
                int end = Shares.firstRow(part + 1, parts, out, block, byRows);
                int row = Shares.firstRow(part, parts, out, block, byRows);
                rows(c, block, row, end, input(c, block, row), a, w);
            }
        }
    }

    private static int input(KernelCall.Depthwise c, int block, int row) {
        return c.input() + block * c.inputBlock() + row * c.strideHeight() * c.inputRow();
    }

    private static void band(KernelCall.Depthwise c, int block, int band, float[] a, float[] w) {
        int means = c.means(block, band);
        AverageKernel.clear(a, means);
        int row = c.bandStart(band);
        rows(c, block, row, c.bandStart(band + 1), input(c, block, row), a, w);
        AverageKernel.multiply(a, means, c.share());
    }

    /// Rows of one block; where the call has means, they are added to those of their bands.
    ///
    /// @param xo where the first tap of row `first` lies
    static void rows(
            KernelCall.Depthwise c, int block, int first, int end, int xo, float[] a, float[] w) {
        int wo = c.weights() + block * (c.kernelHeight() * c.kernelWidth() + 1) * BLOCK;
        int width = c.output().width() * BLOCK;
        int most = c.fenced() ? Math.max(1, HOT / width) : 1;
        int count;
        for (int row = first; row < end; row += count) {
            count = Math.min(most, end - row);
            int yo = c.output().at(block, row, 0);
            int x = xo + (row - first) * c.strideHeight() * c.inputRow();
            if (c.cover().length == 0) {
                count = 1;
                plain(c, x, wo, yo, a, w);
            } else if (c.fenced()) {
                repeatedTiles(c, count, x, wo, yo, a, w);
            } else {
                tiles(c, x, wo, yo, a, w);
            }
            for (int r = row; r < row + count; r++) finish(c, block, r, a);
        }
    }

    private static void finish(KernelCall.Depthwise c, int block, int row, float[] a) {
        int from = c.output().at(block, row, 0);
        int width = c.output().width();
        if (c.activation().needsPass())
            ActivationKernel.run(c.activation(), a, from, width * BLOCK);
        if (c.means() >= 0) AverageKernel.accumulate(a, from, width, c.means(block, c.bandOf(row)));
    }

    private static void repeatedTiles(
            KernelCall.Depthwise c, int rows, int xo, int wo, int yo, float[] a, float[] w) {
        int lo = c.activation().low();
        int hi = c.activation().high();
        int kind = kind(c);
        int xRow = c.inputRow();
        int xStep = c.strideHeight() * xRow;
        int yStep = c.output().rowStride();
        int[] cover = c.cover();
        int x = xo;
        int y = yo;
        for (int i = 0; i < cover.length; ) {
            int pixels = cover[i];
            int start = i;
            while (i < cover.length && cover[i] == pixels) i++;
            int count = i - start;
            DepthwiseTilesFenced.run(
                    kind + pixels, a, x, xRow, w, wo, y, lo, hi, rows, xStep, yStep, count);
            x += count * pixels * c.strideWidth() * BLOCK;
            y += count * pixels * BLOCK;
        }
    }

    /// The number by which its tiles are known, but for their pixels.
    static int kind(KernelCall.Depthwise c) {
        return (c.kernelHeight() * 4 + c.strideHeight()) * 16;
    }

    /// A tile called `times` times, for a warm-up; rows of no floats are nothing to do. Fenced
    /// tiles take two of two rows: where C2 has seen no second one, it takes it for impossible.
    static void repeat(boolean fenced, int tile, int times, float[] a, int row, float[] w, int to) {
        int hi = Integer.MAX_VALUE;
        if (fenced) {
            DepthwiseTilesFenced.repeat(
                    tile, times, a, 0, row, w, 0, to, 0, hi, 2, BLOCK, BLOCK, 2);
        } else {
            DepthwiseTiles.repeat(tile, times, a, 0, row, w, 0, to, 0, hi);
        }
    }

    /// The lanes of a block one after the other, tile by tile: a cache line holds all of them, and
    /// three or five rows of a wide map do not stay in the first-level cache from lane to lane.
    private static void tiles(
            KernelCall.Depthwise c, int xo, int wo, int yo, float[] a, float[] w) {
        int lo = c.activation().low();
        int hi = c.activation().high();
        int kind = kind(c);
        int xRow = c.inputRow();
        int x = xo;
        int y = yo;
        for (int pixels : c.cover()) {
            for (int lane = 0; lane < BLOCK; lane += L) {
                int from = x + lane;
                int to = y + lane;
                DepthwiseTiles.run(kind + pixels, a, from, xRow, w, wo + lane, to, lo, hi);
            }
            x += pixels * c.strideWidth() * BLOCK;
            y += pixels * BLOCK;
        }
    }

    static void plain(KernelCall.Depthwise c, int xo, int wo, int yo, float[] a, float[] w) {
        if (c.inputRow() == 0) return;
        int lo = c.activation().low();
        int hi = c.activation().high();
        int tapRow = c.dilation() * c.inputRow();
        int tapColumn = c.dilation() * BLOCK;
        for (int column = 0; column < c.output().width(); column++) {
            for (int lane = 0; lane < BLOCK; lane += L) {
                int x = xo + column * c.strideWidth() * BLOCK + lane;
                int k = wo + BLOCK + lane;
                FloatVector sum = FloatVector.fromArray(S, w, wo + lane);
                for (int i = 0; i < c.kernelHeight(); i++) {
                    for (int j = 0; j < c.kernelWidth(); j++) {
                        FloatVector v = FloatVector.fromArray(S, a, x + i * tapRow + j * tapColumn);
                        sum = v.fma(FloatVector.fromArray(S, w, k), sum);
                        k += BLOCK;
                    }
                }
                sum.reinterpretAsInts()
                        .max(lo)
                        .min(hi)
                        .reinterpretAsFloats()
                        .intoArray(a, yo + column * BLOCK + lane);
            }
        }
    }
}
