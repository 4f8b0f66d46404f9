package dev.convscope.kernels.simd;

import dev.convscope.kernels.Activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Activations over a run of floats, in place. Lengths are multiples of the vector length.
///
/// e^−x is 2^t with t = −x · log2 e, split into an integer n and a rest f in [−½, ½]: a polynomial
/// gives 2^f, and n goes straight into the exponent bits. t is clamped to ±60, where the sigmoid
/// has
/// long reached 0 or 1 in fp32, so that the product of two denominators stays finite: one division
/// serves two vectors.
final class ActivationKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private static final float MINUS_LOG2_E = -1.44269504f;
    /// Adding it rounds to an integer, which is then found in the low bits.
    private static final float ROUNDING = 12582912f;
    private static final int LIMIT = Float.floatToRawIntBits(60f);

    /// Minimax polynomial of 2^f on [−½, ½], constant term 1, largest relative error 9.2e-8.
    private static final float C1 = 0.693146978f;
    private static final float C2 = 0.240222421f;
    private static final float C3 = 0.0555073374f;
    private static final float C4 = 0.00967151269f;
    private static final float C5 = 0.00132647272f;

    private ActivationKernel() {}

    static void run(Activation activation, float[] a, int offset, int length) {
        switch (activation) {
            case NONE -> {}
            case RELU, RELU6 -> clamp(a, offset, length, activation.low(), activation.high());
            case SILU -> silu(a, offset, length);
            case SIGMOID -> sigmoid(a, offset, length);
            case HARD_SIGMOID -> hardSigmoid(a, offset, length);
            case HARD_SWISH -> hardSwish(a, offset, length);
        }
    }

    private static void clamp(float[] a, int offset, int length, int lo, int hi) {
        for (int i = offset; i < offset + length; i += L) {
            FloatVector.fromArray(S, a, i)
                    .reinterpretAsInts()
                    .max(lo)
                    .min(hi)
                    .reinterpretAsFloats()
                    .intoArray(a, i);
        }
    }

    private static void silu(float[] a, int offset, int length) {
        int end = offset + length;
        int i = offset;
        for (; i + 2 * L <= end; i += 2 * L) {
            FloatVector x0 = FloatVector.fromArray(S, a, i);
            FloatVector x1 = FloatVector.fromArray(S, a, i + L);
            FloatVector t0 = limit(x0.mul(MINUS_LOG2_E));
            FloatVector t1 = limit(x1.mul(MINUS_LOG2_E));
            FloatVector z0 = t0.add(ROUNDING);
            FloatVector z1 = t1.add(ROUNDING);
            FloatVector f0 = t0.sub(z0.sub(ROUNDING));
            FloatVector f1 = t1.sub(z1.sub(ROUNDING));
            FloatVector d0 = scale(polynomial(f0), z0).add(1f);
            FloatVector d1 = scale(polynomial(f1), z1).add(1f);
            FloatVector r = FloatVector.broadcast(S, 1f).div(d0.mul(d1));
            x0.mul(d1.mul(r)).intoArray(a, i);
            x1.mul(d0.mul(r)).intoArray(a, i + L);
        }
        for (; i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            x.div(denominator(x)).intoArray(a, i);
        }
    }

    private static void sigmoid(float[] a, int offset, int length) {
        for (int i = offset; i < offset + length; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            FloatVector.broadcast(S, 1f).div(denominator(x)).intoArray(a, i);
        }
    }

    private static void hardSigmoid(float[] a, int offset, int length) {
        int six = Float.floatToRawIntBits(6f);
        for (int i = offset; i < offset + length; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            IntVector gate = x.add(3f).reinterpretAsInts().max(0).min(six);
            gate.reinterpretAsFloats().mul(1f / 6).intoArray(a, i);
        }
    }

    private static void hardSwish(float[] a, int offset, int length) {
        int six = Float.floatToRawIntBits(6f);
        for (int i = offset; i < offset + length; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            IntVector gate = x.add(3f).reinterpretAsInts().max(0).min(six);
            gate.reinterpretAsFloats().mul(x).mul(1f / 6).intoArray(a, i);
        }
    }

    /// 1 + e^−x
    private static FloatVector denominator(FloatVector x) {
        FloatVector t = limit(x.mul(MINUS_LOG2_E));
        FloatVector z = t.add(ROUNDING);
        return scale(polynomial(t.sub(z.sub(ROUNDING))), z).add(1f);
    }

    /// Clamps to ±60 by the bits: as signed integers positive floats are in order and negative ones
    /// below them; as unsigned integers negative floats lie above, ordered by magnitude.
    private static FloatVector limit(FloatVector t) {
        IntVector bits = t.reinterpretAsInts().min(LIMIT);
        return bits.lanewise(jdk.incubator.vector.VectorOperators.UMIN, LIMIT | Integer.MIN_VALUE)
                .reinterpretAsFloats();
    }

    private static FloatVector polynomial(FloatVector f) {
        FloatVector p = f.fma(FloatVector.broadcast(S, C5), FloatVector.broadcast(S, C4));
        p = p.fma(f, FloatVector.broadcast(S, C3));
        p = p.fma(f, FloatVector.broadcast(S, C2));
        p = p.fma(f, FloatVector.broadcast(S, C1));
        return p.fma(f, FloatVector.broadcast(S, 1f));
    }

    /// Adds the integer in `z`'s low bits to the exponent of `p`.
    private static FloatVector scale(FloatVector p, FloatVector z) {
        IntVector exponent =
                z.reinterpretAsInts().lanewise(jdk.incubator.vector.VectorOperators.LSHL, 23);
        return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }
}
