package dev.convscope.result;

import java.util.List;
import java.util.OptionalDouble;

/// How near the kernels come to the machine's peak, layer by layer.
///
/// @param gigahertz clock of the processor while it computes, measured
public record KernelsResult(Environment environment, double gigahertz, List<Layer> layers)
        implements Result {
    public KernelsResult {
        layers = List.copyOf(layers);
    }

    /// One layer, executed alone by one thread.
    ///
    /// @param layer model and layer
    /// @param shape window, channels and pixels, in words
    /// @param kernels what executes it
    /// @param nanos its fastest iteration
    /// @param macs as designed; 0 for an activation
    /// @param bytes of input, output and weights
    /// @param gflopPerSecond of those MACs; absent for an activation
    /// @param shareOfPeak 0 to 1, above where fewer multiplications are done than counted
    /// @param cyclesPerVector of an activation; absent for the others
    public record Layer(
            String layer,
            String shape,
            String kernels,
            long nanos,
            long macs,
            long bytes,
            OptionalDouble gflopPerSecond,
            OptionalDouble shareOfPeak,
            OptionalDouble cyclesPerVector) {}
}
