package dev.convscope.kernels.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// What the vector unit and the memory can do at most, as loops that do nothing else.
public final class PeakKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /// Fused multiply-adds of one round of {@link #multiplyAdd}, all lanes of a vector.
    private static final int CHAINS = 12;

    private PeakKernel() {}

    /// Width of the preferred vector, in bits.
    public static int vectorBits() {
        return SPECIES.vectorBitSize();
    }

    /// Operations of one round of {@link #multiplyAdd}: a multiplication and an addition per lane.
    public static long operationsPerRound() {
        return 2L * CHAINS * SPECIES.length();
    }

    /// Fused multiply-adds in twelve independent chains: enough for two units of latency five, few
    /// enough for sixteen registers. The accumulator is the addend, so that C2 updates it in place.
    ///
    /// @return a number that depends on all of them
    public static float multiplyAdd(int rounds, float factor) {
        var a = FloatVector.broadcast(SPECIES, factor);
        var b = FloatVector.broadcast(SPECIES, 0.5f);
        var c0 = FloatVector.zero(SPECIES);
        var c1 = c0;
        var c2 = c0;
        var c3 = c0;
        var c4 = c0;
        var c5 = c0;
        var c6 = c0;
        var c7 = c0;
        var c8 = c0;
        var c9 = c0;
        var c10 = c0;
        var c11 = c0;
        for (int round = 0; round < rounds; round++) {
            c0 = a.fma(b, c0);
            c1 = a.fma(b, c1);
            c2 = a.fma(b, c2);
            c3 = a.fma(b, c3);
            c4 = a.fma(b, c4);
            c5 = a.fma(b, c5);
            c6 = a.fma(b, c6);
            c7 = a.fma(b, c7);
            c8 = a.fma(b, c8);
            c9 = a.fma(b, c9);
            c10 = a.fma(b, c10);
            c11 = a.fma(b, c11);
        }
        return c0.add(c1)
                .add(c2)
                .add(c3)
                .add(c4)
                .add(c5)
                .add(c6)
                .add(c7)
                .add(c8)
                .add(c9)
                .add(c10)
                .add(c11)
                .reduceLanes(VectorOperators.ADD);
    }

    /// Reads every value once, in order, in four independent sums.
    ///
    /// @return their sum
    public static float read(float[] values) {
        int lanes = SPECIES.length();
        var s0 = FloatVector.zero(SPECIES);
        var s1 = s0;
        var s2 = s0;
        var s3 = s0;
        int i = 0;
        for (int end = values.length - 4 * lanes; i <= end; i += 4 * lanes) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, values, i));
            s1 = s1.add(FloatVector.fromArray(SPECIES, values, i + lanes));
            s2 = s2.add(FloatVector.fromArray(SPECIES, values, i + 2 * lanes));
            s3 = s3.add(FloatVector.fromArray(SPECIES, values, i + 3 * lanes));
        }
        float sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
        for (; i < values.length; i++) sum += values[i];
        return sum;
    }
}
