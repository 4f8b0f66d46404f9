package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// A scale and a shift per channel, then an activation.
final class AffineKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private AffineKernel() {}

    static void run(KernelCall.Affine c, int part, int parts, float[] a, float[] w) {
        Plane out = c.output();
        boolean byRows = Shares.isLarge(out.pixels());
        for (int block = 0; block < out.blocks(); block++) {
            int end = Shares.firstRow(part + 1, parts, out, block, byRows);
            int row = Shares.firstRow(part, parts, out, block, byRows);
            for (; row < end; row++) {
                row(c, block, row, a, w);
            }
        }
    }

    private static void row(KernelCall.Affine c, int block, int row, float[] a, float[] w) {
        Activation activation = c.activation();
        int from = c.input().at(block, row, 0);
        int to = c.output().at(block, row, 0);
        int floats = c.output().width() * BLOCK;
        if (c.constants() >= 0) {
            int constants = c.constants() + block * 2 * BLOCK;
            affine(a, from, to, floats, w, constants, activation.low(), activation.high());
        } else {
            copy(a, from, to, floats, activation.low(), activation.high());
        }
        if (activation.needsPass()) ActivationKernel.run(activation, a, to, floats);
    }

    static void affine(
            float[] a, int from, int to, int floats, float[] w, int constants, int lo, int hi) {
        if (floats == 0) return;
        for (int lane = 0; lane < BLOCK; lane += L) {
            FloatVector scale = FloatVector.fromArray(S, w, constants + lane);
            FloatVector shift = FloatVector.fromArray(S, w, constants + BLOCK + lane);
            for (int i = lane; i < floats; i += BLOCK) {
                FloatVector.fromArray(S, a, from + i)
                        .fma(scale, shift)
                        .reinterpretAsInts()
                        .max(lo)
                        .min(hi)
                        .reinterpretAsFloats()
                        .intoArray(a, to + i);
            }
        }
    }

    static void copy(float[] a, int from, int to, int floats, int lo, int hi) {
        if (floats == 0) return;
        for (int i = 0; i < floats; i += L) {
            FloatVector.fromArray(S, a, from + i)
                    .reinterpretAsInts()
                    .max(lo)
                    .min(hi)
                    .reinterpretAsFloats()
                    .intoArray(a, to + i);
        }
    }
}
