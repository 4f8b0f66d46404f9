package dev.convscope.kernels.simd;

import dev.convscope.kernels.Footprint;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.ScalarKernels;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/// One call on memory of its own, in which every float that the call has no business with is a
/// canary.
///
/// @param name what is special about it; names are unique, and the seed comes from the name
/// @param reduction products that one result sums up: the tolerance grows with it
/// @param special whether the inputs are special values instead of random ones
/// @param image floats of the image or of the result, for the calls that pass the border
record KernelCase(String name, KernelCall call, int reduction, boolean special, int image) {
    /// A NaN that nobody computes: it spoils every result that reads it, and an overwritten one
    /// shows.
    static final int CANARY = 0x7fc0_dead;

    private static final int MARGIN = 64;
    private static final double ROUNDING = 0x1p-24;

    /// What special inputs cycle through: signed zeros, where exponentials reach 0, 1 or the end of
    /// their range, the corners of the piecewise functions, and the very large and small.
    private static final float[] SPECIAL = {
        0f,
        -0f,
        60f,
        -60f,
        1e30f,
        -1e30f,
        88.8f,
        -88.8f,
        104f,
        -104f,
        3f,
        -3f,
        6f,
        -6f,
        3.0000002f,
        -3.0000002f,
        1e-30f,
        -1e-30f,
        0.5f,
        -0.5f,
        17f,
        -17f,
        41.6f,
        -41.6f,
        1f,
        -1f,
        5.9999995f,
    };

    /// Everything a run may read or write.
    record Memory(float[] arena, float[] constants, float[] input, float[] output) {
        Memory copy() {
            return new Memory(arena.clone(), constants.clone(), input.clone(), output.clone());
        }
    }

    static KernelCase of(String name, KernelCall call, int reduction) {
        return new KernelCase(name, call, reduction, false, 0);
    }

    Footprint footprint() {
        return Footprint.of(call, Lanes.count());
    }

    long seed() {
        var sum = new CRC32();
        sum.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return sum.getValue();
    }

    Memory memory() {
        var random = new SplittableRandom(seed());
        var footprint = footprint();
        int length = Math.max(footprint.reads().length(), footprint.writes().length());
        length = Math.max(length, footprint.scratch().length()) + MARGIN;
        float[] arena = canaries(length);
        float[] constants = canaries(footprint.constants().length() + MARGIN);
        fill(arena, footprint.reads(), random);
        footprint.constants().stream().forEach(i -> constants[i] = number(random));
        float[] input = new float[image];
        for (int i = 0; i < image; i++) input[i] = number(random);
        return new Memory(arena, constants, input, canaries(image));
    }

    private void fill(float[] arena, BitSet reads, SplittableRandom random) {
        int[] next = {0};
        reads.stream()
                .forEach(
                        i ->
                                arena[i] =
                                        special
                                                ? SPECIAL[next[0]++ % SPECIAL.length]
                                                : number(random));
    }

    private static float number(SplittableRandom random) {
        return (float) random.nextDouble(-1, 1);
    }

    private static float[] canaries(int length) {
        float[] values = new float[length];
        Arrays.fill(values, Float.intBitsToFloat(CANARY));
        return values;
    }

    void runScalar(Memory m) {
        new ScalarKernels(Lanes.count()).run(call, m.arena(), m.constants(), m.input(), m.output());
    }

    void runSimd(Memory m, int part, int parts) {
        SimdKernels.run(call, part, parts, m.arena(), m.constants(), m.input(), m.output());
    }

    /// Largest difference that the order and the rounding of a sum explain.
    double tolerance(double expected) {
        return 4 * ROUNDING * (reduction + 4) + 16 * ROUNDING * Math.abs(expected);
    }

    @Override
    public String toString() {
        return name;
    }
}
