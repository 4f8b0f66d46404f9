package dev.convscope.engine;

import dev.convscope.base.Shape;
import dev.convscope.graph.Op;
import dev.convscope.graph.Window;

/// Pooling, window by window.
final class ReferencePooling {
    private ReferencePooling() {}

    /// A maximum never sees padding. An average divides by the numbers inside the input or, when it
    /// counts padding, by those inside the padded input: what ceil mode adds beyond is never
    /// counted.
    static float[] pool(Op.Pool pool, Shape in, Shape out, float[] input) {
        var window = pool.window();
        var rowPadding = window.rowPadding(in.height());
        var columnPadding = window.columnPadding(in.width());
        var output = new float[Math.toIntExact(out.elements())];
        int to = 0;
        for (int channel = 0; channel < out.channels(); channel++) {
            int plane = channel * in.height() * in.width();
            for (int row = 0; row < out.height(); row++) {
                int top = row * window.strideHeight() - rowPadding.before();
                int rows =
                        inside(
                                top,
                                window.kernelHeight(),
                                window,
                                in.height() + rowPadding.after());
                for (int column = 0; column < out.width(); column++, to++) {
                    int left = column * window.strideWidth() - columnPadding.before();
                    output[to] =
                            switch (pool.kind()) {
                                case MAX -> maximum(window, in, input, plane, top, left);
                                case AVERAGE -> {
                                    int columns =
                                            inside(
                                                    left,
                                                    window.kernelWidth(),
                                                    window,
                                                    in.width() + columnPadding.after());
                                    int padded = pool.countPadding() ? rows * columns : 0;
                                    yield average(window, in, input, plane, top, left, padded);
                                }
                            };
                }
            }
        }
        return output;
    }

    /// Taps of one dimension that start before `end`.
    private static int inside(int start, int kernel, Window window, int end) {
        int free = Math.ceilDiv(end - start, window.dilation());
        return Math.min(kernel, free);
    }

    private static float maximum(
            Window window, Shape in, float[] input, int plane, int top, int left) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int ky = 0; ky < window.kernelHeight(); ky++) {
            int y = top + ky * window.dilation();
            if (y < 0 || y >= in.height()) continue;
            for (int kx = 0; kx < window.kernelWidth(); kx++) {
                int x = left + kx * window.dilation();
                if (x < 0 || x >= in.width()) continue;
                maximum = Math.max(maximum, input[plane + y * in.width() + x]);
            }
        }
        return maximum;
    }

    /// @param divisor what to divide by; 0 for the count of numbers inside the input
    private static float average(
            Window window, Shape in, float[] input, int plane, int top, int left, int divisor) {
        float sum = 0;
        int count = 0;
        for (int ky = 0; ky < window.kernelHeight(); ky++) {
            int y = top + ky * window.dilation();
            if (y < 0 || y >= in.height()) continue;
            for (int kx = 0; kx < window.kernelWidth(); kx++) {
                int x = left + kx * window.dilation();
                if (x < 0 || x >= in.width()) continue;
                sum += input[plane + y * in.width() + x];
                count++;
            }
        }
        return sum / (divisor > 0 ? divisor : Math.max(count, 1));
    }

    /// Means of height × width bins per channel; 1 × 1 is the global average.
    static float[] adaptiveAverage(Shape in, int height, int width, float[] input) {
        var output = new float[in.channels() * height * width];
        int to = 0;
        for (int channel = 0; channel < in.channels(); channel++) {
            int plane = channel * in.height() * in.width();
            for (int row = 0; row < height; row++) {
                int top = row * in.height() / height;
                int bottom = Math.ceilDiv((row + 1) * in.height(), height);
                for (int column = 0; column < width; column++) {
                    int left = column * in.width() / width;
                    int right = Math.ceilDiv((column + 1) * in.width(), width);
                    double sum = 0;
                    for (int y = top; y < bottom; y++) {
                        for (int x = left; x < right; x++) sum += input[plane + y * in.width() + x];
                    }
                    output[to++] = (float) (sum / ((bottom - top) * (right - left)));
                }
            }
        }
        return output;
    }
}
