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
                for (; row < end; row++) row(c, block, row, a, w);
            }
        }
    }

    private static void band(KernelCall.Depthwise c, int block, int band, float[] a, float[] w) {
        int means = c.means(block, band);
        AverageKernel.clear(a, means);
        for (int row = c.bandStart(band); row < c.bandStart(band + 1); row++) {
            row(c, block, row, a, w);
            AverageKernel.accumulate(a, c.output().at(block, row, 0), c.output().width(), means);
        }
        AverageKernel.multiply(a, means, c.share());
    }

    private static void row(KernelCall.Depthwise c, int block, int row, float[] a, float[] w) {
        int xo = c.input() + block * c.inputBlock() + row * c.strideHeight() * c.inputRow();
        row(c, block, row, xo, a, w);
    }

    /// One row of one block.
    ///
    /// @param xo where its first tap lies
    static void row(KernelCall.Depthwise c, int block, int row, int xo, float[] a, float[] w) {
        Plane out = c.output();
        int wo = c.weights() + block * (c.kernelHeight() * c.kernelWidth() + 1) * BLOCK;
        int yo = out.at(block, row, 0);
        if (c.cover().length > 0) {
            tiles(c, xo, wo, yo, a, w);
        } else {
            plain(c, xo, wo, yo, a, w);
        }
        if (c.activation().needsPass()) {
            ActivationKernel.run(c.activation(), a, yo, out.width() * BLOCK);
        }
    }

    /// The lanes of a block one after the other, tile by tile: a cache line holds all of them, and
    /// three or five rows of a wide map do not stay in the first-level cache from lane to lane.
    private static void tiles(
            KernelCall.Depthwise c, int xo, int wo, int yo, float[] a, float[] w) {
        int lo = c.activation().low();
        int hi = c.activation().high();
        int kind = (c.kernelHeight() * 4 + c.strideHeight()) * 16;
        int xRow = c.inputRow();
        int x = xo;
        int y = yo;
        for (int pixels : c.cover()) {
            for (int lane = 0; lane < BLOCK; lane += L) {
                int from = x + lane;
                int to = y + lane;
                if (c.fenced()) {
                    DepthwiseTilesFenced.run(
                            kind + pixels, a, from, xRow, w, wo + lane, to, lo, hi);
                } else {
                    DepthwiseTiles.run(kind + pixels, a, from, xRow, w, wo + lane, to, lo, hi);
                }
            }
            x += pixels * c.strideWidth() * BLOCK;
            y += pixels * BLOCK;
        }
    }

    private static void plain(
            KernelCall.Depthwise c, int xo, int wo, int yo, float[] a, float[] w) {
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
