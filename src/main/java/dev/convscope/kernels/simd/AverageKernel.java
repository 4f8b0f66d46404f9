package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The mean over bins; one bin is global average pooling.
final class AverageKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private AverageKernel() {}

    static void run(KernelCall.AdaptiveAverage c, int part, int parts, float[] a) {
        Plane in = c.input();
        Plane out = c.output();
        for (int block = part * out.blocks() / parts;
                block < (part + 1) * out.blocks() / parts;
                block++) {
            for (int row = 0; row < out.height(); row++) {
                int top = row * in.height() / out.height();
                int bottom = Math.ceilDiv((row + 1) * in.height(), out.height());
                for (int column = 0; column < out.width(); column++) {
                    int left = column * in.width() / out.width();
                    int right = Math.ceilDiv((column + 1) * in.width(), out.width());
                    int from = in.at(block, top, left);
                    int to = out.at(block, row, column);
                    mean(a, from, bottom - top, right - left, in.rowStride(), to);
                }
            }
        }
    }

    /// Four sums hide the latency of the addition.
    private static void mean(float[] a, int from, int rows, int columns, int rowStride, int to) {
        for (int lane = 0; lane < BLOCK; lane += L) {
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = FloatVector.zero(S);
            FloatVector s2 = FloatVector.zero(S);
            FloatVector s3 = FloatVector.zero(S);
            for (int i = 0; i < rows; i++) {
                int at = from + i * rowStride + lane;
                int j = 0;
                for (; j + 4 <= columns; j += 4) {
                    s0 = s0.add(FloatVector.fromArray(S, a, at + j * BLOCK));
                    s1 = s1.add(FloatVector.fromArray(S, a, at + j * BLOCK + BLOCK));
                    s2 = s2.add(FloatVector.fromArray(S, a, at + j * BLOCK + 2 * BLOCK));
                    s3 = s3.add(FloatVector.fromArray(S, a, at + j * BLOCK + 3 * BLOCK));
                }
                for (; j < columns; j++) {
                    s0 = s0.add(FloatVector.fromArray(S, a, at + j * BLOCK));
                }
            }
            s0.add(s1).add(s2.add(s3)).mul(1f / (rows * columns)).intoArray(a, to + lane);
        }
    }
}
