package dev.convscope.kernels.simd;

import static dev.convscope.kernels.simd.ActivationKernel.LIMIT;
import static dev.convscope.kernels.simd.ActivationKernel.MINUS_LOG2_E;
import static dev.convscope.kernels.simd.ActivationKernel.NEGATIVE_LIMIT;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.UMIN;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// SiLU and the sigmoid on vectors of 16 lanes, one of which holds a table of 2^(i/16).
///
/// t = −x · log2 e is rounded to a multiple of 1/16: its lower four bits choose from the table, the
/// others go into the exponent, and the rest f in [−1/32, 1/32] needs two terms only. Fewer
/// operations are what counts: at 512 bits they, not the division, fill the ports (Zen 4: 9.3
/// cycles a vector, 10.8 with a polynomial of degree 5).
final class WideExponentialKernel {
    /// Lanes of the vectors that it takes.
    static final int LANES = 16;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /// Adding it rounds to a sixteenth; the number of sixteenths is then found in the low bits.
    private static final float ROUNDING = 786432f;

    /// From the number of sixteenths to the exponent bits, 2^23 / 16 each.
    private static final int SHIFT = 19;

    /// 2^f ≈ 1 + K1 · f + K2 · f², largest relative error 4.2e-7; a quarter of it in the sigmoid.
    private static final float K1 = 0.693174282f;

    private static final float K2 = 0.240231203f;

    /// Bits of 2^(i/16), less the i sixteenths that the exponent bits still hold.
    private static final float[] POWERS = new float[LANES];

    static {
        for (int i = 0; i < LANES; i++) {
            int bits = Float.floatToRawIntBits((float) Math.pow(2, i / 16.0));
            POWERS[i] = Float.intBitsToFloat(bits - (i << SHIFT));
        }
    }

    private WideExponentialKernel() {}

    static void silu(float[] a, int offset, int length) {
        if (length == 0) return;
        IntVector powers = FloatVector.fromArray(S, POWERS, 0).reinterpretAsInts();
        FloatVector minusLog2E = FloatVector.broadcast(S, MINUS_LOG2_E);
        FloatVector rounding = FloatVector.broadcast(S, ROUNDING);
        FloatVector k1 = FloatVector.broadcast(S, K1);
        FloatVector k2 = FloatVector.broadcast(S, K2);
        FloatVector one = FloatVector.broadcast(S, 1f);
        for (int i = offset; i < offset + length; i += L) {
            FloatVector x =
                    FloatVector.fromArray(S, a, i)
                            .reinterpretAsInts()
                            .lanewise(UMIN, NEGATIVE_LIMIT)
                            .reinterpretAsFloats();
            FloatVector c = x.reinterpretAsInts().min(LIMIT).reinterpretAsFloats();
            FloatVector z = c.fma(minusLog2E, rounding);
            FloatVector f = c.fma(minusLog2E, rounding.sub(z));
            FloatVector p = f.fma(k2, k1).fma(f, one);
            IntVector n = z.reinterpretAsInts();
            FloatVector d =
                    n.lanewise(LSHL, SHIFT)
                            .add(n.selectFrom(powers))
                            .reinterpretAsFloats()
                            .fma(p, one);
            x.div(d).intoArray(a, i);
        }
    }

    static void sigmoid(float[] a, int offset, int length) {
        if (length == 0) return;
        IntVector powers = FloatVector.fromArray(S, POWERS, 0).reinterpretAsInts();
        FloatVector minusLog2E = FloatVector.broadcast(S, MINUS_LOG2_E);
        FloatVector rounding = FloatVector.broadcast(S, ROUNDING);
        FloatVector k1 = FloatVector.broadcast(S, K1);
        FloatVector k2 = FloatVector.broadcast(S, K2);
        FloatVector one = FloatVector.broadcast(S, 1f);
        for (int i = offset; i < offset + length; i += L) {
            FloatVector c =
                    FloatVector.fromArray(S, a, i)
                            .reinterpretAsInts()
                            .min(LIMIT)
                            .lanewise(UMIN, NEGATIVE_LIMIT)
                            .reinterpretAsFloats();
            FloatVector z = c.fma(minusLog2E, rounding);
            FloatVector f = c.fma(minusLog2E, rounding.sub(z));
            FloatVector p = f.fma(k2, k1).fma(f, one);
            IntVector n = z.reinterpretAsInts();
            FloatVector d =
                    n.lanewise(LSHL, SHIFT)
                            .add(n.selectFrom(powers))
                            .reinterpretAsFloats()
                            .fma(p, one);
            one.div(d).intoArray(a, i);
        }
    }
}
