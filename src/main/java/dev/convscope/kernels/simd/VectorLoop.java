package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;

/// The methods of vector code that are one loop, without variants.
enum VectorLoop implements VectorMethod {
    ADD,
    MULTIPLY,
    AFFINE,
    COPY,
    MEAN,
    ACCUMULATE_FOURS,
    ACCUMULATE_ONES,
    ZERO,
    MAXIMUM,
    SUM,
    MAXIMUM_2X2,
    MAXIMUM_3X3,
    MEAN_3X3,
    FINISH,
    FINISH_ADDING,
    NORMALISE,
    PLAIN_DEPTHWISE,
    INTERLEAVE,
    SCALE_WEIGHTS,
    SCALE_PAIRS;

    private static final int TO = SCRATCH / 2;
    private static final int ROW = TURNS * BLOCK;
    private static final int MAX = Integer.MAX_VALUE;
    private static final int[] GATES = new int[TURNS];
    private static final KernelCall.Depthwise PLAIN = depthwise(ROW);
    private static final KernelCall.Depthwise EMPTY = depthwise(0);

    @Override
    public void run(int times, int turns, float[] a, float[] w) {
        switch (this) {
            case ADD -> add(times, turns, a);
            case MULTIPLY -> multiply(times, turns, a);
            case AFFINE -> affine(times, turns, a, w);
            case COPY -> copy(times, turns, a);
            case MEAN -> mean(times, turns, a);
            case ACCUMULATE_FOURS -> accumulateFours(times, turns, a);
            case ACCUMULATE_ONES -> accumulateOnes(times, turns, a);
            case ZERO -> zero(times, turns, a);
            case MAXIMUM -> maximum(times, turns, a);
            case SUM -> sum(times, turns, a);
            case MAXIMUM_2X2 -> maximum2x2(times, turns, a);
            case MAXIMUM_3X3 -> maximum3x3(times, turns, a);
            case MEAN_3X3 -> mean3x3(times, turns, a);
            case FINISH -> finish(times, turns, a, w);
            case FINISH_ADDING -> finishAdding(times, turns, a, w);
            case NORMALISE -> normalise(times, turns, a);
            case PLAIN_DEPTHWISE -> plainDepthwise(times, turns, a, w);
            case INTERLEAVE -> interleave(times, turns, a, w);
            case SCALE_WEIGHTS -> scaleWeights(times, turns, a, w);
            case SCALE_PAIRS -> scalePairs(times, turns, a, w);
        }
    }

    private static void add(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            AddKernel.add(a, 0, 0, TO, turns * BLOCK, 0, MAX);
        }
    }

    private static void multiply(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            AddKernel.multiply(a, 0, 0, TO, turns * BLOCK);
        }
    }

    private static void affine(int times, int turns, float[] a, float[] w) {
        for (int i = 0; i < times; i++) {
            AffineKernel.affine(a, 0, TO, turns * BLOCK, w, 0, 0, MAX);
        }
    }

    private static void copy(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            AffineKernel.copy(a, 0, TO, turns * BLOCK, 0, MAX);
        }
    }

    private static void mean(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            AverageKernel.mean(a, 0, turns, turns, turns * BLOCK, TO);
        }
    }

    private static void accumulateFours(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            AverageKernel.accumulateFours(a, 0, 4 * turns, TO);
        }
    }

    private static void accumulateOnes(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            AverageKernel.accumulateOnes(a, 0, turns, TO);
        }
    }

    private static void zero(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            MoveKernel.zero(a, 0, turns * BLOCK);
        }
    }

    private static void maximum(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            PoolKernel.maximum(a, 0, Math.min(turns, 3), 3, ROW, 1, TO);
        }
    }

    private static void sum(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            PoolKernel.sum(a, 0, Math.min(turns, 3), 3, ROW, 1, TO, 1);
        }
    }

    private static void maximum2x2(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            PoolKernel.maximum2x2(a, 0, ROW, BLOCK, turns, TO);
        }
    }

    private static void maximum3x3(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            PoolKernel.maximum3x3(a, 0, ROW, BLOCK, turns, TO);
        }
    }

    private static void mean3x3(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            PoolKernel.mean3x3(a, 0, ROW, BLOCK, turns, TO);
        }
    }

    private static void finish(int times, int turns, float[] a, float[] w) {
        for (int i = 0; i < times; i++) {
            WinogradKernel.finish(a, 0, BLOCK, w, 0, TO, BLOCK, turns, 0, MAX);
        }
    }

    private static void finishAdding(int times, int turns, float[] a, float[] w) {
        for (int i = 0; i < times; i++) {
            WinogradKernel.finishAdding(a, 0, BLOCK, w, 0, 0, BLOCK, TO, BLOCK, turns, 0, MAX);
        }
    }

    private static void normalise(int times, int turns, float[] a) {
        for (int i = 0; i < times; i++) {
            ResponseNormKernel.normalise(a, 0, 0, 0, 0, 0, TO, turns * BLOCK, 1, 1);
        }
    }

    private static void plainDepthwise(int times, int turns, float[] a, float[] w) {
        for (int i = 0; i < times; i++) {
            DepthwiseKernel.plain(turns == 0 ? EMPTY : PLAIN, 0, 0, TO, a, w);
        }
    }

    private static void interleave(int times, int turns, float[] a, float[] w) {
        for (int i = 0; i < times; i++) {
            InterleaveKernel.row(w, 0, ROW, turns * BLOCK, a, TO);
        }
    }

    private static void scaleWeights(int times, int turns, float[] a, float[] w) {
        int width = Math.min(turns, 2) * BLOCK;
        for (int i = 0; i < times; i++) GatedConvKernel.scale(GATES, width, w, 0, a, TO);
    }

    private static void scalePairs(int times, int turns, float[] a, float[] w) {
        int width = Math.min(turns, 2) * BLOCK;
        for (int i = 0; i < times; i++) GatedConvKernel.scalePairs(GATES, width, w, 0, a, TO);
    }

    private static KernelCall.Depthwise depthwise(int row) {
        var out = new Plane(TO, 1, 1, TURNS, BLOCK, ROW);
        return new KernelCall.Depthwise(
                3, 3, 1, 1, 1, false, 0, 0, row, 0, new int[0], out, Activation.NONE, 1, -1);
    }
}
