package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums of maps, and maps times a gate.
final class AddKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private AddKernel() {}

    static void run(KernelCall.Add c, int part, int parts, float[] a) {
        Plane out = c.output();
        Activation activation = c.activation();
        int floats = out.width() * BLOCK;
        boolean byRows = Shares.isLarge(out.pixels());
        for (int block = 0; block < out.blocks(); block++) {
            int end = Shares.firstRow(part + 1, parts, out, block, byRows);
            int row = Shares.firstRow(part, parts, out, block, byRows);
            for (; row < end; row++) {
                int to = out.at(block, row, 0);
                int left = c.left().at(block, row, 0);
                int right = c.right().at(block, row, 0);
                add(a, left, right, to, floats, activation.low(), activation.high());
                if (activation.needsPass()) ActivationKernel.run(activation, a, to, floats);
            }
        }
    }

    static void add(float[] a, int left, int right, int to, int floats, int lo, int hi) {
        if (floats == 0) return;
        for (int i = 0; i < floats; i += L) {
            FloatVector.fromArray(S, a, left + i)
                    .add(FloatVector.fromArray(S, a, right + i))
                    .reinterpretAsInts()
                    .max(lo)
                    .min(hi)
                    .reinterpretAsFloats()
                    .intoArray(a, to + i);
        }
    }

    static void scale(KernelCall.ChannelScale c, int part, int parts, float[] a) {
        Plane out = c.output();
        boolean byRows = !Shares.byBlocks(out.blocks(), parts);
        for (int block = 0; block < out.blocks(); block++) {
            int gate = c.gate() + block * c.gateBlock();
            int end = Shares.firstRow(part + 1, parts, out, block, byRows);
            int row = Shares.firstRow(part, parts, out, block, byRows);
            for (; row < end; row++) {
                int from = c.input().at(block, row, 0);
                multiply(a, from, gate, out.at(block, row, 0), out.width() * BLOCK);
            }
        }
    }

    static void multiply(float[] a, int from, int gate, int to, int floats) {
        if (floats == 0) return;
        for (int lane = 0; lane < BLOCK; lane += L) {
            FloatVector factor = FloatVector.fromArray(S, a, gate + lane);
            for (int i = lane; i < floats; i += BLOCK) {
                FloatVector.fromArray(S, a, from + i).mul(factor).intoArray(a, to + i);
            }
        }
    }
}
