package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.ScalarKernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Local response normalisation, `x · (k + α Σ x²)^−β`, for what AlexNet and GoogLeNet use: five
/// neighbours, β = ¾ and full blocks. Everything else goes to the plain loops.
///
/// Lanes are channels, so a neighbour at distance d is the vector rotated by d, with the lanes that
/// went round the end taken from the vector before or after it.
final class ResponseNormKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private static final VectorShuffle<Float> DOWN1 =
            VectorShuffle.fromOp(S, i -> Math.floorMod(i - 1, L));
    private static final VectorShuffle<Float> DOWN2 =
            VectorShuffle.fromOp(S, i -> Math.floorMod(i - 2, L));
    private static final VectorShuffle<Float> UP1 =
            VectorShuffle.fromOp(S, i -> Math.floorMod(i + 1, L));
    private static final VectorShuffle<Float> UP2 =
            VectorShuffle.fromOp(S, i -> Math.floorMod(i + 2, L));
    private static final VectorMask<Float> FIRST = VectorMask.fromLong(S, 1);
    private static final VectorMask<Float> FIRST_TWO = VectorMask.fromLong(S, 3);
    private static final VectorMask<Float> LAST = VectorMask.fromLong(S, 1L << (L - 1));
    private static final VectorMask<Float> LAST_TWO = VectorMask.fromLong(S, 3L << (L - 2));

    private ResponseNormKernel() {}

    static void run(KernelCall.LocalResponseNorm c, int part, int parts, float[] a) {
        Plane in = c.input();
        Plane out = c.output();
        boolean full = c.channels() == in.blocks() * BLOCK;
        if (c.size() != 5 || c.beta() != 0.75 || !full || L < 4) {
            if (part == 0) ScalarKernels.localResponseNorm(c, a);
            return;
        }
        boolean byRows = Shares.isLarge(out.pixels());
        for (int block = 0; block < out.blocks(); block++) {
            int end = Shares.firstRow(part + 1, parts, out, block, byRows);
            int row = Shares.firstRow(part, parts, out, block, byRows);
            for (; row < end; row++) {
                for (int lane = 0; lane < BLOCK; lane += L) {
                    int x = in.at(block, row, 0) + lane;
                    boolean first = block == 0 && lane == 0;
                    boolean last = block == in.blocks() - 1 && lane == BLOCK - L;
                    int before = lane > 0 ? x - L : x - in.blockStride() + BLOCK - L;
                    int after = lane < BLOCK - L ? x + L : x + in.blockStride() - BLOCK + L;
                    normalise(
                            a,
                            x,
                            first ? x : before,
                            first ? 0 : -1,
                            last ? x : after,
                            last ? 0 : -1,
                            out.at(block, row, 0) + lane,
                            out.width() * BLOCK,
                            (float) c.alpha(),
                            (float) c.k());
                }
            }
        }
    }

    /// @param hasBefore all bits, or none where there is no vector before it
    static void normalise(
            float[] a,
            int from,
            int before,
            int hasBefore,
            int after,
            int hasAfter,
            int to,
            int floats,
            float alpha,
            float k) {
        if (floats == 0) return;
        for (int i = 0; i < floats; i += BLOCK) {
            FloatVector x = FloatVector.fromArray(S, a, from + i);
            FloatVector p =
                    FloatVector.fromArray(S, a, before + i)
                            .reinterpretAsInts()
                            .and(hasBefore)
                            .reinterpretAsFloats();
            FloatVector n =
                    FloatVector.fromArray(S, a, after + i)
                            .reinterpretAsInts()
                            .and(hasAfter)
                            .reinterpretAsFloats();
            FloatVector x2 = x.mul(x);
            FloatVector p2 = p.mul(p);
            FloatVector n2 = n.mul(n);
            FloatVector sum =
                    x2.blend(p2, LAST)
                            .rearrange(DOWN1)
                            .add(x2.blend(p2, LAST_TWO).rearrange(DOWN2))
                            .add(x2)
                            .add(x2.blend(n2, FIRST).rearrange(UP1))
                            .add(x2.blend(n2, FIRST_TWO).rearrange(UP2));
            FloatVector root = sum.mul(alpha).add(k).sqrt();
            x.div(root.mul(root.sqrt())).intoArray(a, to + i);
        }
    }
}
