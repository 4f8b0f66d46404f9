package dev.convscope.scaling;

import java.util.OptionalDouble;

/// One candidate of a search, as far as it was judged.
///
/// @param candidate α, β and γ
/// @param model the scaled network, as it can be typed
/// @param params of that network
/// @param macs of that network
/// @param accuracy what the objective printed; empty if it failed
/// @param failure why there is no accuracy; empty if there is one
public record Trial(
        CompoundScaling candidate,
        String model,
        long params,
        long macs,
        OptionalDouble accuracy,
        String failure) {
    public Trial {
        if (accuracy.isPresent() != failure.isEmpty()) {
            throw new IllegalArgumentException("a trial has either an accuracy or a failure");
        }
    }

    public boolean failed() {
        return accuracy.isEmpty();
    }
}
