package dev.convscope.graph;

/// The element-wise non-linearities of the networks we know.
public enum ActivationFunction {
    /// `max(0, x)`
    RELU,
    /// `min(max(0, x), 6)`
    RELU6,
    /// `x · sigmoid(x)`, also called swish
    SILU,
    /// `1 / (1 + e^−x)`
    SIGMOID,
    /// `min(max(0, x + 3), 6) / 6`
    HARD_SIGMOID,
    /// `x · hardSigmoid(x)`
    HARD_SWISH
}
