package dev.convscope.engine;

import dev.convscope.base.Shape;
import dev.convscope.graph.Op;
import dev.convscope.graph.Window;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/// Convolutions as matrix products: weights (out × taps) times patches (taps × pixels).
///
/// Patches are made for some thousand numbers at a time, so that a large map never has all of its
/// patches in memory. Depthwise convolutions, where the product would have one row, are plain
/// loops.
final class ReferenceConvolution {
    /// Floats of one patch matrix; it should stay in a second-level cache.
    private static final int PATCH_FLOATS = 1 << 16;

    private ReferenceConvolution() {}

    /// @param bias one number per output channel, or null for none
    /// @return out channels × height × width
    static float[] convolve(
            Op.Conv conv, Shape in, Shape out, float[] input, float[] weights, float[] bias) {
        var output = new float[Math.toIntExact(out.elements())];
        if (conv.groups() == in.channels()) {
            depthwise(conv.window(), in, out, input, weights, output);
        } else {
            for (int group = 0; group < conv.groups(); group++) {
                grouped(conv, group, in, out, input, weights, output);
            }
        }
        if (bias != null) addBias(output, bias);
        return output;
    }

    static float[] fullyConnected(float[] input, float[] weights, float[] bias) {
        int outputs = weights.length / input.length;
        var product = new FMatrixRMaj(outputs, 1);
        CommonOps_FDRM.mult(
                FMatrixRMaj.wrap(outputs, input.length, weights),
                FMatrixRMaj.wrap(input.length, 1, input),
                product);
        if (bias != null) addBias(product.data, bias);
        return product.data;
    }

    private static void addBias(float[] output, float[] bias) {
        int pixels = output.length / bias.length;
        for (int i = 0; i < output.length; i++) output[i] += bias[i / pixels];
    }

    private static void grouped(
            Op.Conv conv,
            int group,
            Shape in,
            Shape out,
            float[] input,
            float[] weights,
            float[] output) {
        int rows = out.channels() / conv.groups();
        int channels = in.channels() / conv.groups();
        int taps = channels * conv.window().area();
        int pixels = Math.toIntExact(out.pixels());
        int firstRow = group * rows;
        var kernel = new FMatrixRMaj(rows, taps);
        System.arraycopy(weights, firstRow * taps, kernel.data, 0, rows * taps);
        int step = Math.clamp(PATCH_FLOATS / taps, 1, pixels);
        for (int first = 0; first < pixels; first += step) {
            int count = Math.min(step, pixels - first);
            var patches =
                    patches(
                            conv.window(),
                            in,
                            out,
                            input,
                            group * channels,
                            channels,
                            first,
                            count);
            var product = new FMatrixRMaj(rows, count);
            CommonOps_FDRM.mult(kernel, patches, product);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(
                        product.data,
                        row * count,
                        output,
                        (firstRow + row) * pixels + first,
                        count);
            }
        }
    }

    /// The patches of `count` output pixels from `first` on: a row per input channel and tap, a
    /// column per pixel.
    private static FMatrixRMaj patches(
            Window window,
            Shape in,
            Shape out,
            float[] input,
            int firstChannel,
            int channels,
            int first,
            int count) {
        var patches = new FMatrixRMaj(channels * window.area(), count);
        int top = window.rowPadding(in.height()).before();
        int left = window.columnPadding(in.width()).before();
        int to = 0;
        for (int channel = firstChannel; channel < firstChannel + channels; channel++) {
            int plane = channel * in.height() * in.width();
            for (int ky = 0; ky < window.kernelHeight(); ky++) {
                for (int kx = 0; kx < window.kernelWidth(); kx++) {
                    int down = ky * window.dilation() - top;
                    int right = kx * window.dilation() - left;
                    for (int pixel = first; pixel < first + count; pixel++, to++) {
                        int y = pixel / out.width() * window.strideHeight() + down;
                        int x = pixel % out.width() * window.strideWidth() + right;
                        if (y >= 0 && y < in.height() && x >= 0 && x < in.width()) {
                            patches.data[to] = input[plane + y * in.width() + x];
                        }
                    }
                }
            }
        }
        return patches;
    }

    private static void depthwise(
            Window window, Shape in, Shape out, float[] input, float[] weights, float[] output) {
        int multiplier = out.channels() / in.channels();
        int top = window.rowPadding(in.height()).before();
        for (int channel = 0; channel < out.channels(); channel++) {
            int plane = channel / multiplier * in.height() * in.width();
            int tap = channel * window.area();
            for (int ky = 0; ky < window.kernelHeight(); ky++) {
                for (int row = 0; row < out.height(); row++) {
                    int y = row * window.strideHeight() + ky * window.dilation() - top;
                    if (y < 0 || y >= in.height()) continue;
                    int to = (channel * out.height() + row) * out.width();
                    int from = plane + y * in.width();
                    for (int kx = 0; kx < window.kernelWidth(); kx++) {
                        float weight = weights[tap + ky * window.kernelWidth() + kx];
                        addRow(window, kx, in, out, weight, input, from, output, to);
                    }
                }
            }
        }
    }

    /// Adds one tap's product to one output row.
    private static void addRow(
            Window window,
            int kx,
            Shape in,
            Shape out,
            float weight,
            float[] input,
            int from,
            float[] output,
            int to) {
        int stride = window.strideWidth();
        int right = kx * window.dilation() - window.columnPadding(in.width()).before();
        int first = Math.max(0, Math.ceilDiv(-right, stride));
        int end = Math.min(out.width(), Math.floorDiv(in.width() - 1 - right, stride) + 1);
        for (int column = first; column < end; column++) {
            output[to + column] += weight * input[from + column * stride + right];
        }
    }
}
