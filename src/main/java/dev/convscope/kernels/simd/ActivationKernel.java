package dev.convscope.kernels.simd;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.UMIN;

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
/// serves two vectors. The product with x takes x from t before the lower clamp: the upper one
/// keeps
/// the product of a large negative x with a sigmoid that is not quite 0 small.
final class ActivationKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private static final float MINUS_LOG2_E = -1.44269504f;
    /// Adding it rounds to an integer, which is then found in the low bits.
    private static final float ROUNDING = 12582912f;
    /// As signed integers, positive floats are in order and negative ones below them; as unsigned
    /// integers, negative floats lie above, ordered by magnitude: two minima clamp to ±60.
    private static final int LIMIT = Float.floatToRawIntBits(60f);

    /// Minimax polynomial of 2^f on [−½, ½], constant term 1, largest relative error 9.2e-8.
    private static final float C1 = 0.693146978f;
    private static final float C2 = 0.240222421f;
    private static final float C3 = 0.0555073374f;
    private static final float C4 = 0.00967151269f;
    private static final float C5 = 0.00132647272f;

    private static final int NEGATIVE_LIMIT = LIMIT | Integer.MIN_VALUE;
    private static final FloatVector K1 = FloatVector.broadcast(S, C1);
    private static final FloatVector K2 = FloatVector.broadcast(S, C2);
    private static final FloatVector K3 = FloatVector.broadcast(S, C3);
    private static final FloatVector K4 = FloatVector.broadcast(S, C4);
    private static final FloatVector K5 = FloatVector.broadcast(S, C5);
    private static final FloatVector ONE = FloatVector.broadcast(S, 1f);
    private static final FloatVector MINUS_LN2 = FloatVector.broadcast(S, -0.6931472f);

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

    /// Two vectors to a division; each step is written out, because a helper that takes and returns
    /// vectors is boxed when C2 declines to inline it.
    private static void silu(float[] a, int offset, int length) {
        int end = offset + length;
        int i = offset;
        for (; i + 2 * L <= end; i += 2 * L) {
            FloatVector y0 =
                    FloatVector.fromArray(S, a, i)
                            .mul(MINUS_LOG2_E)
                            .reinterpretAsInts()
                            .min(LIMIT)
                            .reinterpretAsFloats();
            FloatVector y1 =
                    FloatVector.fromArray(S, a, i + L)
                            .mul(MINUS_LOG2_E)
                            .reinterpretAsInts()
                            .min(LIMIT)
                            .reinterpretAsFloats();
            FloatVector t0 =
                    y0.reinterpretAsInts().lanewise(UMIN, NEGATIVE_LIMIT).reinterpretAsFloats();
            FloatVector t1 =
                    y1.reinterpretAsInts().lanewise(UMIN, NEGATIVE_LIMIT).reinterpretAsFloats();
            FloatVector z0 = t0.add(ROUNDING);
            FloatVector z1 = t1.add(ROUNDING);
            FloatVector f0 = t0.sub(z0.sub(ROUNDING));
            FloatVector f1 = t1.sub(z1.sub(ROUNDING));
            FloatVector p0 = f0.fma(K5, K4);
            FloatVector p1 = f1.fma(K5, K4);
            p0 = p0.fma(f0, K3);
            p1 = p1.fma(f1, K3);
            p0 = p0.fma(f0, K2);
            p1 = p1.fma(f1, K2);
            p0 = p0.fma(f0, K1);
            p1 = p1.fma(f1, K1);
            p0 = p0.fma(f0, ONE);
            p1 = p1.fma(f1, ONE);
            FloatVector d0 =
                    p0.reinterpretAsInts()
                            .add(z0.reinterpretAsInts().lanewise(LSHL, 23))
                            .reinterpretAsFloats()
                            .add(ONE);
            FloatVector d1 =
                    p1.reinterpretAsInts()
                            .add(z1.reinterpretAsInts().lanewise(LSHL, 23))
                            .reinterpretAsFloats()
                            .add(ONE);
            FloatVector r = MINUS_LN2.div(d0.mul(d1));
            y0.mul(d1.mul(r)).intoArray(a, i);
            y1.mul(d0.mul(r)).intoArray(a, i + L);
        }
        if (i < end) lastSigmoid(a, i, true);
    }

    private static void sigmoid(float[] a, int offset, int length) {
        for (int i = offset; i < offset + length; i += L) lastSigmoid(a, i, false);
    }

    /// One vector: its sigmoid, or its product with it.
    private static void lastSigmoid(float[] a, int i, boolean times) {
        FloatVector y =
                FloatVector.fromArray(S, a, i)
                        .mul(MINUS_LOG2_E)
                        .reinterpretAsInts()
                        .min(LIMIT)
                        .reinterpretAsFloats();
        FloatVector t = y.reinterpretAsInts().lanewise(UMIN, NEGATIVE_LIMIT).reinterpretAsFloats();
        FloatVector z = t.add(ROUNDING);
        FloatVector f = t.sub(z.sub(ROUNDING));
        FloatVector p = f.fma(K5, K4);
        p = p.fma(f, K3);
        p = p.fma(f, K2);
        p = p.fma(f, K1);
        p = p.fma(f, ONE);
        FloatVector d =
                p.reinterpretAsInts()
                        .add(z.reinterpretAsInts().lanewise(LSHL, 23))
                        .reinterpretAsFloats()
                        .add(ONE);
        if (times) {
            y.mul(MINUS_LN2).div(d).intoArray(a, i);
        } else {
            ONE.div(d).intoArray(a, i);
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
}
