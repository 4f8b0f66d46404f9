package dev.convscope.result;

import java.util.List;
import java.util.OptionalDouble;

/// Whether one engine's numbers are those of another, on the very same network and input.
///
/// @param maxAbsError largest absolute difference; absent if an output was not a finite number
/// @param maxRelError that difference over the largest absolute value of the reference
/// @param tolerance what `maxRelError` may reach
/// @param ok whether it stays within
/// @param layers the same for every layer that the vector engine computes, if that was asked for
public record VerifyResult(
        String model,
        String engine,
        String against,
        OptionalDouble maxAbsError,
        OptionalDouble maxRelError,
        double tolerance,
        boolean ok,
        List<Layer> layers)
        implements Result {
    public VerifyResult {
        layers = List.copyOf(layers);
    }

    /// One layer, on its own scale; errors of the layers before are in it.
    ///
    /// @param kernel that computed it
    /// @param maxRelError by the layer's largest absolute value
    public record Layer(
            String layer, String kernel, OptionalDouble maxAbsError, OptionalDouble maxRelError) {}
}
