package dev.convscope.scaling;

import dev.convscope.base.UserException;

/// The constraints of the EfficientNet paper's Equation 2; `Long.MAX_VALUE` where there is none.
///
/// @param macs most multiply-accumulates
/// @param params most trainable parameters
/// @param memoryBytes most bytes of weights and live activations together
public record Budget(long macs, long params, long memoryBytes) {
    /// No constraint.
    public static final Budget NONE = new Budget(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    public Budget {
        if (Math.min(macs, Math.min(params, memoryBytes)) < 1) {
            throw UserException.about("a limit must be at least 1").where("budget").build();
        }
    }

    public Budget withMacs(long macs) {
        return new Budget(macs, params, memoryBytes);
    }

    public Budget withParams(long params) {
        return new Budget(macs, params, memoryBytes);
    }

    public Budget withMemoryBytes(long memoryBytes) {
        return new Budget(macs, params, memoryBytes);
    }

    /// Whether a network keeps to every limit.
    public boolean allows(ScaledNetwork network) {
        return network.macs() <= macs
                && network.params() <= params
                && (memoryBytes == Long.MAX_VALUE || network.memoryBytes() <= memoryBytes);
    }

    /// Whether anything is limited.
    public boolean limits() {
        return !equals(NONE);
    }
}
