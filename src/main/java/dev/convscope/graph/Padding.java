package dev.convscope.graph;

/// How a window treats the border of its input.
public sealed interface Padding {

    /// Zeros added before and after one dimension.
    record Edges(int before, int after) {
        public Edges {
            if (before < 0 || after < 0) {
                throw new IllegalArgumentException(
                        "padding must not be negative, was " + before + " and " + after);
            }
        }

        public int total() {
            return before + after;
        }
    }

    /// TensorFlow's SAME: as many zeros as make the output `⌈n / stride⌉`, the odd one after.
    record Same() implements Padding {}

    /// The same number of zeros on both sides of each dimension.
    record Symmetric(int rows, int columns) implements Padding {
        public Symmetric {
            if (rows < 0 || columns < 0) {
                throw new IllegalArgumentException(
                        "padding must not be negative, was " + rows + "×" + columns);
            }
        }
    }

    /// Zeros given side by side, as ONNX does.
    record Explicit(Edges rows, Edges columns) implements Padding {}

    /// No padding.
    static Padding valid() {
        return new Symmetric(0, 0);
    }
}
