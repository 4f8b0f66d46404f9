package dev.convscope.kernels;

/// The non-linearity that a kernel applies to its result.
///
/// Clamps ride along in the integer domain, where the order of non-negative floats is the order of
/// their bits: a negative NaN becomes 0, a positive NaN becomes the upper limit. The others are a
/// second pass over data that is still in the cache, and clamp the same way: SiLU and sigmoid turn
/// a positive NaN into almost 0.
public enum Activation {
    NONE,
    RELU,
    RELU6,
    SILU,
    SIGMOID,
    HARD_SIGMOID,
    HARD_SWISH;

    /// Lower limit for the bits of the result: 0 for a rectifier, else no limit.
    public int low() {
        return clamps() ? 0 : Integer.MIN_VALUE;
    }

    /// Upper limit for the bits of the result: those of 6 for ReLU6, else no limit.
    public int high() {
        return this == RELU6 ? Float.floatToRawIntBits(6) : Integer.MAX_VALUE;
    }

    /// Whether the two limits are all there is to it.
    public boolean clamps() {
        return this == RELU || this == RELU6;
    }

    /// Whether it takes a pass of its own.
    public boolean needsPass() {
        return this != NONE && !clamps();
    }

    /// The exact value, for the scalar twins.
    public float of(float x) {
        return switch (this) {
            case NONE -> x;
            case RELU -> Math.max(x, 0);
            case RELU6 -> Math.clamp(x, 0f, 6f);
            case SILU -> (float) (x / (1 + Math.exp(-x)));
            case SIGMOID -> (float) (1 / (1 + Math.exp(-x)));
            case HARD_SIGMOID -> Math.clamp(x + 3, 0f, 6f) / 6;
            case HARD_SWISH -> x * Math.clamp(x + 3, 0f, 6f) / 6;
        };
    }
}
