package dev.convscope.kernels.simd;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.UMIN;

import dev.convscope.kernels.Activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.stream.Stream;

/// Activations over a run of floats, in place. Lengths are multiples of the vector length.
///
/// e^−x is 2^t with t = −x · log2 e, split into an integer n and a rest f in [−½, ½], where
/// 2^f = (A + f) / (A − f) with A = f · coth(f · ln 2 / 2), which is even and almost a constant: a
/// polynomial of two terms in f². So 1 + e^−x = (M + 2^n · P) / M with P = A + f and M = A − f, and
/// one division does all; n comes with its bias, and becomes 2^n by a shift. Vectors of 16 lanes
/// have their own way, {@link WideExponentialKernel}.
///
/// x is clamped to ±41, where the sigmoid has long reached 0 or 1 in fp32. Every step is written
/// out in the loop: a helper that takes and returns vectors is boxed when C2 declines to inline it.
///
/// Constants are local broadcasts: C2 loads a vector of a static field anew in each round, across a
/// cache line, which takes SiLU from 2.9 to 4.2 ns per 16 floats (Zen 4, 512 bits).
final class ActivationKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    static final float MINUS_LOG2_E = -1.44269504f;

    /// As signed integers, positive floats are in order and negative ones below them; as unsigned
    /// integers, negative floats lie above, ordered by magnitude: two minima clamp to ±41.
    static final int LIMIT = Float.floatToRawIntBits(41f);

    static final int NEGATIVE_LIMIT = LIMIT | Integer.MIN_VALUE;

    /// Adding it rounds to an integer, which is then found in the low bits, the bias of an exponent
    /// included.
    private static final float ROUNDING = 12582912f + 127;

    /// A ≈ A0 + A1 · f²: the largest relative error of 2^f is 4.4e-7, a quarter of it in the
    /// sigmoid.
    private static final float A0 = 2.88540843f;

    private static final float A1 = 0.115233971f;

    private static final MethodType PASS =
            MethodType.methodType(void.class, float[].class, int.class, int.class);

    private ActivationKernel() {}

    /// A pass for each activation, in an array so that C2 cannot know which one is called.
    ///
    /// It inlines what it knows, and then may leave the constants of SiLU in memory, because other
    /// loops of the caller want the registers: that took EfficientNet-B0 4 % in most JVMs.
    private static final MethodHandle[] PASSES =
            Stream.of(Activation.values()).map(ActivationKernel::pass).toArray(MethodHandle[]::new);

    private static MethodHandle pass(Activation activation) {
        boolean wide = L == WideExponentialKernel.LANES;
        Class<?> exponential = wide ? WideExponentialKernel.class : ActivationKernel.class;
        return switch (activation) {
            case NONE -> MethodHandles.empty(PASS);
            case RELU, RELU6 -> {
                MethodHandle clamp =
                        find(
                                ActivationKernel.class,
                                "clamp",
                                PASS.appendParameterTypes(int.class, int.class));
                yield MethodHandles.insertArguments(clamp, 3, activation.low(), activation.high());
            }
            case SILU -> find(exponential, "silu", PASS);
            case SIGMOID -> find(exponential, "sigmoid", PASS);
            case HARD_SIGMOID -> find(ActivationKernel.class, "hardSigmoid", PASS);
            case HARD_SWISH -> find(ActivationKernel.class, "hardSwish", PASS);
        };
    }

    private static MethodHandle find(Class<?> type, String name, MethodType parameters) {
        try {
            return MethodHandles.lookup().findStatic(type, name, parameters);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static void run(Activation activation, float[] a, int offset, int length) {
        try {
            PASSES[activation.ordinal()].invokeExact(a, offset, length);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a pass throws nothing that is checked", e);
        }
    }

    private static void clamp(float[] a, int offset, int length, int lo, int hi) {
        if (length == 0) return;
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
        if (length == 0) return;
        FloatVector minusLog2E = FloatVector.broadcast(S, MINUS_LOG2_E);
        FloatVector rounding = FloatVector.broadcast(S, ROUNDING);
        FloatVector a0 = FloatVector.broadcast(S, A0);
        FloatVector a1 = FloatVector.broadcast(S, A1);
        for (int i = offset; i < offset + length; i += L) {
            FloatVector x =
                    FloatVector.fromArray(S, a, i)
                            .reinterpretAsInts()
                            .lanewise(UMIN, NEGATIVE_LIMIT)
                            .reinterpretAsFloats();
            FloatVector c = x.reinterpretAsInts().min(LIMIT).reinterpretAsFloats();
            FloatVector z = c.fma(minusLog2E, rounding);
            FloatVector f = c.fma(minusLog2E, rounding.sub(z));
            FloatVector even = f.mul(f).fma(a1, a0);
            FloatVector m = even.sub(f);
            FloatVector d =
                    z.reinterpretAsInts()
                            .lanewise(LSHL, 23)
                            .reinterpretAsFloats()
                            .fma(even.add(f), m);
            x.mul(m).div(d).intoArray(a, i);
        }
    }

    private static void sigmoid(float[] a, int offset, int length) {
        if (length == 0) return;
        FloatVector minusLog2E = FloatVector.broadcast(S, MINUS_LOG2_E);
        FloatVector rounding = FloatVector.broadcast(S, ROUNDING);
        FloatVector a0 = FloatVector.broadcast(S, A0);
        FloatVector a1 = FloatVector.broadcast(S, A1);
        for (int i = offset; i < offset + length; i += L) {
            FloatVector c =
                    FloatVector.fromArray(S, a, i)
                            .reinterpretAsInts()
                            .min(LIMIT)
                            .lanewise(UMIN, NEGATIVE_LIMIT)
                            .reinterpretAsFloats();
            FloatVector z = c.fma(minusLog2E, rounding);
            FloatVector f = c.fma(minusLog2E, rounding.sub(z));
            FloatVector even = f.mul(f).fma(a1, a0);
            FloatVector m = even.sub(f);
            FloatVector d =
                    z.reinterpretAsInts()
                            .lanewise(LSHL, 23)
                            .reinterpretAsFloats()
                            .fma(even.add(f), m);
            m.div(d).intoArray(a, i);
        }
    }

    private static void hardSigmoid(float[] a, int offset, int length) {
        if (length == 0) return;
        FloatVector sixth = FloatVector.broadcast(S, 1f / 6);
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        int one = Float.floatToRawIntBits(1f);
        for (int i = offset; i < offset + length; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            IntVector gate = x.fma(sixth, half).reinterpretAsInts().max(0).min(one);
            gate.reinterpretAsFloats().intoArray(a, i);
        }
    }

    private static void hardSwish(float[] a, int offset, int length) {
        if (length == 0) return;
        FloatVector sixth = FloatVector.broadcast(S, 1f / 6);
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        int one = Float.floatToRawIntBits(1f);
        for (int i = offset; i < offset + length; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            IntVector gate = x.fma(sixth, half).reinterpretAsInts().max(0).min(one);
            gate.reinterpretAsFloats().mul(x).intoArray(a, i);
        }
    }
}
