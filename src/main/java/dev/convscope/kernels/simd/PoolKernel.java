package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.ScalarKernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Pooling: one output vector at a time over the part of its window that lies on the input.
///
/// Windows of 3×3 that lie on the input as a whole, which are most of those there are, are written
/// out, and so are maxima of 2×2: their loops would cost more than their values.
final class PoolKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private PoolKernel() {}

    static void run(KernelCall.Pool c, int part, int parts, float[] a) {
        Plane out = c.output();
        boolean byRows = Shares.isLarge(out.pixels());
        for (int block = 0; block < out.blocks(); block++) {
            int end = Shares.firstRow(part + 1, parts, out, block, byRows);
            int row = Shares.firstRow(part, parts, out, block, byRows);
            for (; row < end; row++) {
                row(c, block, row, a);
            }
        }
    }

    private static void row(KernelCall.Pool c, int block, int row, float[] a) {
        Plane in = c.input();
        int top = row * c.strideHeight() - c.paddingTop();
        int firstRow = first(top, c.dilation());
        int lastRow = last(top, c.dilation(), c.kernelHeight(), in.height());
        int side = c.kernelHeight();
        boolean whole = isWrittenOut(c) && lastRow - firstRow == side;
        int width = c.output().width();
        int from = whole ? Math.min(Math.ceilDiv(c.paddingLeft(), c.strideWidth()), width) : width;
        int to = whole ? (in.width() - side + c.paddingLeft()) / c.strideWidth() + 1 : width;
        to = Math.clamp(to, from, width);
        int rows = lastRow - firstRow;
        for (int column = 0; column < from; column++) {
            pixel(c, block, row, column, firstRow, rows, a);
        }
        if (to > from) whole(c, block, row, from, to - from, a);
        for (int column = to; column < width; column++) {
            pixel(c, block, row, column, firstRow, rows, a);
        }
    }

    static boolean isWrittenOut(KernelCall.Pool c) {
        int side = c.kernelHeight();
        return c.kernelWidth() == side
                && c.dilation() == 1
                && (side == 3 || side == 2 && c.maximum());
    }

    /// Neighbouring pixels whose windows lie on the input as a whole.
    private static void whole(
            KernelCall.Pool c, int block, int row, int column, int pixels, float[] a) {
        Plane in = c.input();
        int from =
                in.at(block, 0, 0)
                        + (row * c.strideHeight() - c.paddingTop()) * in.rowStride()
                        + (column * c.strideWidth() - c.paddingLeft()) * BLOCK;
        int to = c.output().at(block, row, column);
        int step = c.strideWidth() * BLOCK;
        for (int lane = 0; lane < BLOCK; lane += L) {
            if (c.kernelHeight() == 2) {
                maximum2x2(a, from + lane, in.rowStride(), step, pixels, to + lane);
            } else if (c.maximum()) {
                maximum3x3(a, from + lane, in.rowStride(), step, pixels, to + lane);
            } else {
                mean3x3(a, from + lane, in.rowStride(), step, pixels, to + lane);
            }
        }
    }

    private static void pixel(
            KernelCall.Pool c, int block, int row, int column, int firstRow, int rows, float[] a) {
        Plane in = c.input();
        int top = row * c.strideHeight() - c.paddingTop();
        int left = column * c.strideWidth() - c.paddingLeft();
        int firstColumn = first(left, c.dilation());
        int columns = last(left, c.dilation(), c.kernelWidth(), in.width()) - firstColumn;
        int from = in.at(block, 0, 0) + (top + firstRow * c.dilation()) * in.rowStride();
        from += (left + firstColumn * c.dilation()) * BLOCK;
        int to = c.output().at(block, row, column);
        int rowStride = c.dilation() * in.rowStride();
        if (c.maximum()) {
            maximum(a, from, rows, columns, rowStride, c.dilation(), to);
        } else {
            int area = c.countPadding() ? ScalarKernels.paddedArea(c, row, column) : rows * columns;
            sum(a, from, rows, columns, rowStride, c.dilation(), to, 1f / area);
        }
    }

    /// The first tap of a window starting at `start` that is not before the input.
    private static int first(int start, int dilation) {
        return start >= 0 ? 0 : Math.ceilDiv(-start, dilation);
    }

    /// One past the last tap that is not behind the input.
    private static int last(int start, int dilation, int kernel, int size) {
        return Math.min(kernel, Math.ceilDiv(size - start, dilation));
    }

    static void maximum(
            float[] a, int from, int rows, int columns, int rowStride, int dilation, int to) {
        if (rows == 0) return;
        for (int lane = 0; lane < BLOCK; lane += L) {
            FloatVector best = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
            for (int i = 0; i < rows; i++) {
                int at = from + i * rowStride + lane;
                for (int j = 0; j < columns; j++) {
                    FloatVector x = FloatVector.fromArray(S, a, at + j * dilation * BLOCK);
                    best = x.blend(best, x.lt(best));
                }
            }
            best.intoArray(a, to + lane);
        }
    }

    static void sum(
            float[] a,
            int from,
            int rows,
            int columns,
            int rowStride,
            int dilation,
            int to,
            float factor) {
        if (rows == 0) return;
        for (int lane = 0; lane < BLOCK; lane += L) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = 0; i < rows; i++) {
                int at = from + i * rowStride + lane;
                for (int j = 0; j < columns; j++) {
                    sum = FloatVector.fromArray(S, a, at + j * dilation * BLOCK).add(sum);
                }
            }
            sum.mul(factor).intoArray(a, to + lane);
        }
    }

    static void maximum2x2(float[] a, int from, int rowStride, int step, int pixels, int to) {
        if (pixels == 0) return;
        for (int p = 0; p < pixels; p++) {
            int at = from + p * step;
            FloatVector best = FloatVector.fromArray(S, a, at);
            FloatVector x01 = FloatVector.fromArray(S, a, at + BLOCK);
            FloatVector x10 = FloatVector.fromArray(S, a, at + rowStride);
            FloatVector x11 = FloatVector.fromArray(S, a, at + rowStride + BLOCK);
            best = x01.blend(best, x01.lt(best));
            best = x10.blend(best, x10.lt(best));
            best = x11.blend(best, x11.lt(best));
            best.intoArray(a, to + p * BLOCK);
        }
    }

    static void maximum3x3(float[] a, int from, int rowStride, int step, int pixels, int to) {
        if (pixels == 0) return;
        for (int p = 0; p < pixels; p++) {
            int at = from + p * step;
            FloatVector x00 = FloatVector.fromArray(S, a, at + 0 * rowStride + 0 * BLOCK);
            FloatVector x01 = FloatVector.fromArray(S, a, at + 0 * rowStride + 1 * BLOCK);
            FloatVector x02 = FloatVector.fromArray(S, a, at + 0 * rowStride + 2 * BLOCK);
            FloatVector x10 = FloatVector.fromArray(S, a, at + 1 * rowStride + 0 * BLOCK);
            FloatVector x11 = FloatVector.fromArray(S, a, at + 1 * rowStride + 1 * BLOCK);
            FloatVector x12 = FloatVector.fromArray(S, a, at + 1 * rowStride + 2 * BLOCK);
            FloatVector x20 = FloatVector.fromArray(S, a, at + 2 * rowStride + 0 * BLOCK);
            FloatVector x21 = FloatVector.fromArray(S, a, at + 2 * rowStride + 1 * BLOCK);
            FloatVector x22 = FloatVector.fromArray(S, a, at + 2 * rowStride + 2 * BLOCK);
            FloatVector best = x00;
            best = x01.blend(best, x01.lt(best));
            best = x02.blend(best, x02.lt(best));
            best = x10.blend(best, x10.lt(best));
            best = x11.blend(best, x11.lt(best));
            best = x12.blend(best, x12.lt(best));
            best = x20.blend(best, x20.lt(best));
            best = x21.blend(best, x21.lt(best));
            best = x22.blend(best, x22.lt(best));
            best.intoArray(a, to + p * BLOCK);
        }
    }

    static void mean3x3(float[] a, int from, int rowStride, int step, int pixels, int to) {
        if (pixels == 0) return;
        for (int p = 0; p < pixels; p++) {
            int at = from + p * step;
            FloatVector x00 = FloatVector.fromArray(S, a, at + 0 * rowStride + 0 * BLOCK);
            FloatVector x01 = FloatVector.fromArray(S, a, at + 0 * rowStride + 1 * BLOCK);
            FloatVector x02 = FloatVector.fromArray(S, a, at + 0 * rowStride + 2 * BLOCK);
            FloatVector x10 = FloatVector.fromArray(S, a, at + 1 * rowStride + 0 * BLOCK);
            FloatVector x11 = FloatVector.fromArray(S, a, at + 1 * rowStride + 1 * BLOCK);
            FloatVector x12 = FloatVector.fromArray(S, a, at + 1 * rowStride + 2 * BLOCK);
            FloatVector x20 = FloatVector.fromArray(S, a, at + 2 * rowStride + 0 * BLOCK);
            FloatVector x21 = FloatVector.fromArray(S, a, at + 2 * rowStride + 1 * BLOCK);
            FloatVector x22 = FloatVector.fromArray(S, a, at + 2 * rowStride + 2 * BLOCK);
            FloatVector top = x00.add(x01).add(x02);
            FloatVector middle = x10.add(x11).add(x12);
            FloatVector bottom = x20.add(x21).add(x22);
            top.add(middle).add(bottom).mul(1f / 9).intoArray(a, to + p * BLOCK);
        }
    }
}
