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

    /// One loop with one sum. Four sums hid the latency of the addition, but took a second loop for
    /// what is left of a row, and a map too small for one of both was boxed in some JVMs.
    private static void mean(float[] a, int from, int rows, int columns, int rowStride, int to) {
        for (int lane = 0; lane < BLOCK; lane += L) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = 0; i < rows; i++) {
                int at = from + i * rowStride + lane;
                for (int j = 0; j < columns; j++) {
                    sum = sum.add(FloatVector.fromArray(S, a, at + j * BLOCK));
                }
            }
            sum.mul(1f / (rows * columns)).intoArray(a, to + lane);
        }
    }
}
