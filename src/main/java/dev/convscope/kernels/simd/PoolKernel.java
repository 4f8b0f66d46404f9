package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.ScalarKernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Pooling: one output vector at a time over the part of its window that lies on the input.
final class PoolKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private PoolKernel() {}

    static void run(KernelCall.Pool c, int part, int parts, float[] a) {
        Plane out = c.output();
        int rows = out.blocks() * out.height();
        for (int i = part * rows / parts; i < (part + 1) * rows / parts; i++) {
            row(c, i / out.height(), i % out.height(), a);
        }
    }

    private static void row(KernelCall.Pool c, int block, int row, float[] a) {
        Plane in = c.input();
        int top = row * c.strideHeight() - c.paddingTop();
        int firstRow = first(top, c.dilation());
        int lastRow = last(top, c.dilation(), c.kernelHeight(), in.height());
        for (int column = 0; column < c.output().width(); column++) {
            int left = column * c.strideWidth() - c.paddingLeft();
            int firstColumn = first(left, c.dilation());
            int lastColumn = last(left, c.dilation(), c.kernelWidth(), in.width());
            int inside = (lastRow - firstRow) * (lastColumn - firstColumn);
            int from = in.at(block, 0, 0) + (top + firstRow * c.dilation()) * in.rowStride();
            from += (left + firstColumn * c.dilation()) * BLOCK;
            int to = c.output().at(block, row, column);
            int rows = lastRow - firstRow;
            int columns = lastColumn - firstColumn;
            if (c.maximum()) {
                maximum(a, from, rows, columns, c.dilation() * in.rowStride(), c.dilation(), to);
            } else {
                int area = c.countPadding() ? ScalarKernels.paddedArea(c, row, column) : inside;
                float factor = 1f / area;
                sum(
                        a,
                        from,
                        rows,
                        columns,
                        c.dilation() * in.rowStride(),
                        c.dilation(),
                        to,
                        factor);
            }
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

    private static void maximum(
            float[] a, int from, int rows, int columns, int rowStride, int dilation, int to) {
        for (int lane = 0; lane < BLOCK; lane += L) {
            FloatVector best = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
            for (int i = 0; i < rows; i++) {
                int at = from + i * rowStride + lane;
                for (int j = 0; j < columns; j++) {
                    FloatVector x = FloatVector.fromArray(S, a, at + j * dilation * BLOCK);
                    best = best.blend(x, x.lt(best).not());
                }
            }
            best.intoArray(a, to + lane);
        }
    }

    private static void sum(
            float[] a,
            int from,
            int rows,
            int columns,
            int rowStride,
            int dilation,
            int to,
            float factor) {
        for (int lane = 0; lane < BLOCK; lane += L) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = 0; i < rows; i++) {
                int at = from + i * rowStride + lane;
                for (int j = 0; j < columns; j++) {
                    sum = sum.add(FloatVector.fromArray(S, a, at + j * dilation * BLOCK));
                }
            }
            sum.mul(factor).intoArray(a, to + lane);
        }
    }
}
