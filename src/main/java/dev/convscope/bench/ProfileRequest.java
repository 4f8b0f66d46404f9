package dev.convscope.bench;

import java.time.Duration;
import java.util.Map;

/// Which network to profile in the vector engine, on one thread.
///
/// @param model as typed
/// @param options options of the command, by key and as typed
/// @param forks fresh JVMs, of which the one with the median total is shown
/// @param time timed inferences per fork
/// @param seed of weights and input
public record ProfileRequest(
        String model, Map<String, String> options, int forks, Duration time, long seed) {
    /// Three, so that one that compiled badly is not the one shown.
    public static final int DEFAULT_FORKS = 3;

    public ProfileRequest {
        options = Map.copyOf(options);
        if (forks < 1) throw new IllegalArgumentException("forks must be at least 1");
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time must be positive, was " + time);
        }
    }

    /// The default forks, two seconds each, seed 1.
    public static ProfileRequest of(String model) {
        return new ProfileRequest(model, Map.of(), DEFAULT_FORKS, Duration.ofSeconds(2), 1);
    }
}
