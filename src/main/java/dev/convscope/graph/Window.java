package dev.convscope.graph;

import dev.convscope.graph.Padding.Edges;

/// The sliding window of a convolution or a pooling: kernel, stride, dilation and padding.
public record Window(
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int dilation,
        Padding padding) {
    public Window {
        Checks.positive("kernelHeight", kernelHeight);
        Checks.positive("kernelWidth", kernelWidth);
        Checks.positive("strideHeight", strideHeight);
        Checks.positive("strideWidth", strideWidth);
        Checks.positive("dilation", dilation);
    }

    /// A square window with symmetric padding of ⌊k/2⌋: PyTorch's usual convolution.
    public static Window square(int kernel, int stride) {
        return rectangle(kernel, kernel, stride);
    }

    /// A rectangular window with symmetric padding of ⌊k/2⌋ in each dimension.
    public static Window rectangle(int kernelHeight, int kernelWidth, int stride) {
        var padding = new Padding.Symmetric(kernelHeight / 2, kernelWidth / 2);
        return new Window(kernelHeight, kernelWidth, stride, stride, 1, padding);
    }

    /// A square window with TensorFlow's SAME padding.
    public static Window same(int kernel, int stride) {
        return square(kernel, stride).withPadding(new Padding.Same());
    }

    /// A square window without padding.
    public static Window valid(int kernel, int stride) {
        return square(kernel, stride).withPadding(Padding.valid());
    }

    public Window withPadding(Padding padding) {
        return new Window(kernelHeight, kernelWidth, strideHeight, strideWidth, dilation, padding);
    }

    public Window withDilation(int dilation) {
        return new Window(kernelHeight, kernelWidth, strideHeight, strideWidth, dilation, padding);
    }

    /// Numbers under the window.
    public int area() {
        return kernelHeight * kernelWidth;
    }

    /// Rows that the dilated kernel spans.
    public int reachHeight() {
        return (kernelHeight - 1) * dilation + 1;
    }

    /// Columns that the dilated kernel spans.
    public int reachWidth() {
        return (kernelWidth - 1) * dilation + 1;
    }

    /// Zeros above and below an input of `height` rows.
    public Edges rowPadding(int height) {
        return switch (padding) {
            case Padding.Same _ -> same(height, reachHeight(), strideHeight);
            case Padding.Symmetric(int rows, int _) -> new Edges(rows, rows);
            case Padding.Explicit(Edges rows, Edges _) -> rows;
        };
    }

    /// Zeros left and right of an input of `width` columns.
    public Edges columnPadding(int width) {
        return switch (padding) {
            case Padding.Same _ -> same(width, reachWidth(), strideWidth);
            case Padding.Symmetric(int _, int columns) -> new Edges(columns, columns);
            case Padding.Explicit(Edges _, Edges columns) -> columns;
        };
    }

    /// Output rows for an input of `height` rows; not positive if the kernel does not fit.
    public int outputHeight(int height, boolean ceilMode) {
        return output(height, rowPadding(height), reachHeight(), strideHeight, ceilMode);
    }

    /// Output columns for an input of `width` columns; not positive if the kernel does not fit.
    public int outputWidth(int width, boolean ceilMode) {
        return output(width, columnPadding(width), reachWidth(), strideWidth, ceilMode);
    }

    private static Edges same(int size, int reach, int stride) {
        int output = Math.ceilDiv(size, stride);
        int total = Math.max((output - 1) * stride + reach - size, 0);
        return new Edges(total / 2, total - total / 2);
    }

    private static int output(int size, Edges padding, int reach, int stride, boolean ceilMode) {
        int free = size + padding.total() - reach;
        if (free < 0) return 0;
        if (!ceilMode) return free / stride + 1;
        int output = Math.ceilDiv(free, stride) + 1;
        // The last window must start inside the input or its leading padding, as in Caffe and
        // PyTorch.
        return (output - 1) * stride >= size + padding.before() ? output - 1 : output;
    }
}
