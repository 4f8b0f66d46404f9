package dev.convscope.kernels;

/// The loops of `PeakKernel` without vectors: its oracle, and what a vector unit has to beat.
public final class PeakScalar {
    /// Fused multiply-adds of one round of {@link #multiplyAdd}.
    private static final int CHAINS = 12;

    /// Cycles of one round of {@link #oneAfterTheOther}, on every processor of the last decades.
    public static final int CYCLES_PER_ROUND = 8;

    private PeakScalar() {}

    /// Operations of one round of {@link #multiplyAdd}: a multiplication and an addition per chain.
    public static long operationsPerRound() {
        return 2L * CHAINS;
    }

    /// Fused multiply-adds in twelve independent chains.
    ///
    /// @return the sum of the chains, each `rounds · factor / 2`
    public static float multiplyAdd(int rounds, float factor) {
        float c0 = 0;
        float c1 = 0;
        float c2 = 0;
        float c3 = 0;
        float c4 = 0;
        float c5 = 0;
        float c6 = 0;
        float c7 = 0;
        float c8 = 0;
        float c9 = 0;
        float c10 = 0;
        float c11 = 0;
        for (int round = 0; round < rounds; round++) {
            c0 = Math.fma(factor, 0.5f, c0);
            c1 = Math.fma(factor, 0.5f, c1);
            c2 = Math.fma(factor, 0.5f, c2);
            c3 = Math.fma(factor, 0.5f, c3);
            c4 = Math.fma(factor, 0.5f, c4);
            c5 = Math.fma(factor, 0.5f, c5);
            c6 = Math.fma(factor, 0.5f, c6);
            c7 = Math.fma(factor, 0.5f, c7);
            c8 = Math.fma(factor, 0.5f, c8);
            c9 = Math.fma(factor, 0.5f, c9);
            c10 = Math.fma(factor, 0.5f, c10);
            c11 = Math.fma(factor, 0.5f, c11);
        }
        return c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11;
    }

    /// Integer additions and exclusive ors that wait for each other: a cycle each, so that their
    /// time tells the clock.
    ///
    /// @return a number that depends on all of them
    public static long oneAfterTheOther(int rounds, long a, long b) {
        long value = a * 31;
        for (int round = 0; round < rounds; round++) {
            value = (value ^ a) + b;
            value = (value ^ b) + a;
            value = (value ^ a) + b;
            value = (value ^ b) + a;
        }
        return value;
    }

    /// Reads every value once, in order.
    ///
    /// @return their sum
    public static float read(float[] values) {
        float sum = 0;
        for (float value : values) sum += value;
        return sum;
    }
}
