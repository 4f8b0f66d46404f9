package dev.convscope.graph;

/// The part a node plays that its operator alone does not tell.
public enum Role {
    /// The network proper.
    BODY,
    /// The squeeze-and-excitation branch of a block: pooling, both convolutions, activations and
    /// gate.
    SQUEEZE_EXCITATION,
    /// An auxiliary classifier, dropped at inference.
    AUXILIARY
}
