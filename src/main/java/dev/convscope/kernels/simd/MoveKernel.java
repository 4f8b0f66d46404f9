package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.ScalarKernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

import java.util.Arrays;

/// What moves data and computes nothing, shared by rows.
final class MoveKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private MoveKernel() {}

    /// The border of a plane whose rows follow each other is one run above, one between each row
    /// and the next, and one below.
    static void zeroHalo(KernelCall.ZeroHalo c, int part, int parts, float[] a) {
        int pixel = c.pixelStride();
        boolean dense = c.rowStride() == (c.left() + c.width() + c.right()) * pixel;
        if (!dense || pixel != BLOCK) {
            if (part == 0) ScalarKernels.zeroHalo(c, a);
            return;
        }
        int runs = c.height() + 1;
        boolean byRows = !Shares.byBlocks(c.blocks(), parts);
        for (int block = 0; block < c.blocks(); block++) {
            int end = Shares.firstRow(part + 1, parts, runs, c.blocks(), block, byRows);
            int run = Shares.firstRow(part, parts, runs, c.blocks(), block, byRows);
            for (; run < end; run++) {
                // Where row `run` would begin, its left border included.
                int row = c.offset() + block * c.blockStride();
                row += run * c.rowStride() - c.left() * BLOCK;
                int from = row - (run == 0 ? c.top() * c.rowStride() : c.right() * BLOCK);
                int to = row + (run == c.height() ? c.bottom() * c.rowStride() : c.left() * BLOCK);
                zero(a, from, to);
            }
        }
    }

    /// From `from` to before `to`, a whole number of blocks.
    static void zero(float[] a, int from, int to) {
        if (from == to) return;
        FloatVector zero = FloatVector.zero(S);
        for (int i = from; i < to; i += L) zero.intoArray(a, i);
    }

    private static boolean isInterleaved(KernelCall.PackImage c) {
        int colours = InterleaveKernel.COLOURS;
        return c.channels() == colours && c.pixelStride() == colours;
    }

    static void packImage(KernelCall.PackImage c, int part, int parts, float[] image, float[] a) {
        int first = part * c.height() / parts;
        int last = (part + 1) * c.height() / parts;
        int area = c.height() * c.width();
        if (isInterleaved(c)) {
            for (int row = first; row < last; row++) {
                int to = c.offset() + row * c.rowStride();
                InterleaveKernel.row(image, row * c.width(), area, c.width(), a, to);
            }
            return;
        }
        for (int row = first; row < last; row++) {
            if (c.unusedLanes() > 0) clearLastBlock(c, row, a);
            for (int channel = 0; channel < c.channels(); channel++) {
                int from = channel * area + row * c.width();
                int to = c.at(channel) + row * c.rowStride();
                spread(image, from, c.width(), a, to, c.pixelStride());
            }
        }
    }

    private static void clearLastBlock(KernelCall.PackImage c, int row, float[] a) {
        int from = c.at(c.channels() / BLOCK * BLOCK) + row * c.rowStride();
        Arrays.fill(a, from, from + c.width() * BLOCK, 0);
    }

    private static void spread(float[] image, int from, int pixels, float[] a, int to, int stride) {
        for (int i = 0; i < pixels; i++) a[to + i * stride] = image[from + i];
    }

    static void rearrange(KernelCall.Rearrange c, int part, int parts, float[] a) {
        Plane in = c.input();
        Plane out = c.output();
        boolean byRows = Shares.isLarge(out.pixels());
        for (int block = 0; block < out.blocks(); block++) {
            int end = Shares.firstRow(part + 1, parts, out, block, byRows);
            int row = Shares.firstRow(part, parts, out, block, byRows);
            for (; row < end; row++) {
                rearrangeRow(c, block, row, a);
            }
        }
    }

    private static void rearrangeRow(KernelCall.Rearrange c, int block, int row, float[] a) {
        Plane in = c.input();
        Plane out = c.output();
        int to = out.at(block, row, 0);
        int from = row + c.down();
        for (int lane = 0; lane < BLOCK; lane++) {
            int slot = c.slots()[block * BLOCK + lane];
            boolean inside = slot >= 0 && from >= 0 && from < in.height();
            int first = inside ? Math.clamp(-c.right(), 0, out.width()) : out.width();
            int last = Math.clamp(in.width() - c.right(), first, out.width());
            for (int q = 0; q < first; q++) a[to + q * BLOCK + lane] = 0;
            if (inside) {
                int x = in.at(slot / BLOCK, from, c.right()) + slot % BLOCK;
                for (int q = first; q < last; q++) {
                    a[to + q * BLOCK + lane] = a[x + q * BLOCK];
                }
            }
            for (int q = last; q < out.width(); q++) a[to + q * BLOCK + lane] = 0;
        }
    }

    /// A vector's lanes follow each other, so that channel and slot are usually the same number.
    static void unpackOutput(KernelCall.UnpackOutput c, float[] a, float[] output) {
        Plane in = c.input();
        if (in.pixels() > 1) {
            ScalarKernels.unpackOutput(c, a, output);
            return;
        }
        int[] slots = c.slots();
        for (int i = 0; i < slots.length; i++) {
            int slot = slots[i];
            output[i] = a[in.offset() + slot / BLOCK * in.blockStride() + slot % BLOCK];
        }
    }
}
