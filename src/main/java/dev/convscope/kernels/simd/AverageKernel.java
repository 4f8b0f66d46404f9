package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

import java.util.Arrays;

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
    static void mean(float[] a, int from, int rows, int columns, int rowStride, int to) {
        if (rows == 0) return;
        for (int lane = 0; lane < BLOCK; lane += L) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = 0; i < rows; i++) {
                int at = from + i * rowStride + lane;
                for (int j = 0; j < columns; j++) {
                    sum = FloatVector.fromArray(S, a, at + j * BLOCK).add(sum);
                }
            }
            sum.mul(1f / (rows * columns)).intoArray(a, to + lane);
        }
    }

    static void clear(float[] a, int at) {
        Arrays.fill(a, at, at + BLOCK, 0f);
    }

    /// Adds up `pixels` neighbours in a row to the sums at `to`.
    static void accumulate(float[] a, int from, int pixels, int to) {
        int fours = pixels & -4;
        if (fours > 0) accumulateFours(a, from, fours, to);
        if (fours < pixels) accumulateOnes(a, from + fours * BLOCK, pixels - fours, to);
    }

    /// Four at a time hide the latency of an addition.
    static void accumulateFours(float[] a, int from, int pixels, int to) {
        if (pixels == 0) return;
        for (int lane = 0; lane < BLOCK; lane += L) {
            FloatVector sum = FloatVector.fromArray(S, a, to + lane);
            int end = from + pixels * BLOCK + lane;
            for (int i = from + lane; i < end; i += 4 * BLOCK) {
                FloatVector left =
                        FloatVector.fromArray(S, a, i).add(FloatVector.fromArray(S, a, i + BLOCK));
                FloatVector right =
                        FloatVector.fromArray(S, a, i + 2 * BLOCK)
                                .add(FloatVector.fromArray(S, a, i + 3 * BLOCK));
                sum = left.add(right).add(sum);
            }
            sum.intoArray(a, to + lane);
        }
    }

    static void accumulateOnes(float[] a, int from, int pixels, int to) {
        if (pixels == 0) return;
        for (int lane = 0; lane < BLOCK; lane += L) {
            FloatVector sum = FloatVector.fromArray(S, a, to + lane);
            int end = from + pixels * BLOCK + lane;
            for (int i = from + lane; i < end; i += BLOCK) {
                sum = FloatVector.fromArray(S, a, i).add(sum);
            }
            sum.intoArray(a, to + lane);
        }
    }

    /// Without vectors: it is called too seldom for C2, and until then each would be an object.
    static void multiply(float[] a, int at, float factor) {
        for (int i = at; i < at + BLOCK; i++) a[i] *= factor;
    }
}
