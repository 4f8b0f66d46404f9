package dev.convscope.result;

import java.util.OptionalDouble;

/// Whether one engine's numbers are those of another, on the very same network and input.
///
/// @param maxAbsError largest absolute difference; absent if an output was not a finite number
/// @param maxRelError that difference over the largest absolute value of the reference
/// @param tolerance what `maxRelError` may reach
/// @param ok whether it stays within
public record VerifyResult(
        String model,
        String engine,
        String against,
        OptionalDouble maxAbsError,
        OptionalDouble maxRelError,
        double tolerance,
        boolean ok)
        implements Result {}
