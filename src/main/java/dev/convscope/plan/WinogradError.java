package dev.convscope.plan;

import dev.convscope.kernels.MinimalFilter;
import dev.convscope.kernels.ScalarWinograd;
import dev.convscope.plan.WinogradChoice.Filters;

import java.util.Random;

/// How far Winograd's transforms in fp32 are from the convolution itself, for the weights of one
/// layer: one tile of random numbers, computed both ways for some of its output channels.
///
/// Weights decide whether a layer can afford the transforms, because these add numbers that nearly
/// cancel. The sample is the same each time, so that a plan is, too.
final class WinogradError {
    /// The largest error that a plan accepts, as a share of the largest output. Layers of the zoo
    /// have a tenth of it or less; it leaves the outputs of a whole network their 1e-4.
    static final double ACCEPTED = 1e-4;

    /// Output channels that are computed, evenly spaced.
    private static final int OUTPUTS = 8;

    private final ConvPacking packing;
    private final MinimalFilter down;
    private final MinimalFilter right;

    private WinogradError(ConvPacking packing, Filters filters) {
        this.packing = packing;
        this.down = filters.down();
        this.right = filters.right();
    }

    /// The largest difference over the largest magnitude of the outputs.
    static double of(ConvPacking packing, Filters filters) {
        return new WinogradError(packing, filters).error();
    }

    private double error() {
        float[][] patches = patches();
        float[][] points = new float[patches.length][];
        for (int c = 0; c < points.length; c++) {
            points[c] = sandwich(down.input(), patches[c], right.input());
        }
        double difference = 0;
        double largest = 0;
        int step = Math.ceilDiv(packing.out(), OUTPUTS);
        for (int output = 0; output < packing.out(); output += step) {
            float[] transformed = transformed(output, points);
            double[] direct = direct(output, patches);
            for (int i = 0; i < direct.length; i++) {
                difference = Math.max(difference, Math.abs(transformed[i] - direct[i]));
                largest = Math.max(largest, Math.abs(direct[i]));
            }
        }
        return largest == 0 ? 0 : difference / largest;
    }

    /// Numbers between −1 and 1, a tile for each input channel.
    private float[][] patches() {
        var random = new Random(1);
        float[][] patches = new float[packing.inPerGroup()][down.points() * right.points()];
        for (float[] patch : patches) {
            for (int i = 0; i < patch.length; i++) patch[i] = 2 * random.nextFloat() - 1;
        }
        return patches;
    }

    private float[] transformed(int output, float[][] points) {
        var weights = new ScalarWinograd.Weights(down, right);
        double[] kernel = new double[packing.area()];
        float[] sums = new float[down.points() * right.points()];
        for (int c = 0; c < points.length; c++) {
            for (int tap = 0; tap < kernel.length; tap++) {
                kernel[tap] = packing.weight(output, c, tap);
            }
            double[] factors = weights.of(kernel);
            for (int p = 0; p < sums.length; p++) {
                sums[p] += points[c][p] * (float) factors[p];
            }
        }
        return sandwich(down.output(), sums, right.output());
    }

    private double[] direct(int output, float[][] patches) {
        double[] sums = new double[down.outputs() * right.outputs()];
        for (int i = 0; i < sums.length; i++) {
            int top = i / right.outputs();
            int left = i % right.outputs();
            for (int c = 0; c < patches.length; c++) {
                for (int tap = 0; tap < packing.area(); tap++) {
                    int row = top + tap / right.taps();
                    int column = left + tap % right.taps();
                    double input = patches[c][row * right.points() + column];
                    sums[i] += input * packing.weight(output, c, tap);
                }
            }
        }
        return sums;
    }

    /// `left x rightᵀ`, rounded to fp32 after each step as a kernel does.
    private static float[] sandwich(double[][] left, float[] x, double[][] right) {
        int columns = right[0].length;
        float[] half = new float[left.length * columns];
        for (int i = 0; i < half.length; i++) {
            double[] factors = left[i / columns];
            for (int k = 0; k < factors.length; k++) {
                half[i] += (float) factors[k] * x[k * columns + i % columns];
            }
        }
        float[] result = new float[left.length * right.length];
        for (int i = 0; i < result.length; i++) {
            double[] factors = right[i % right.length];
            for (int k = 0; k < factors.length; k++) {
                result[i] += (float) factors[k] * half[i / right.length * columns + k];
            }
        }
        return result;
    }
}
