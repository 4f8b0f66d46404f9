package dev.convscope.bench;

import java.time.Duration;
import java.util.Map;

/// Which network to profile in the vector engine.
///
/// @param model as typed
/// @param options options of the command, by key and as typed
/// @param threads of one inference
/// @param forks fresh JVMs, of which the one with the median total is shown
/// @param time timed inferences per fork
/// @param seed of weights and input
/// @param exact whether to plan without Winograd's transforms
/// @param affinity the processors that forks are bound to
public record ProfileRequest(
        String model,
        Map<String, String> options,
        int threads,
        int forks,
        Duration time,
        long seed,
        boolean exact,
        Affinity affinity) {
    /// Three, so that one that compiled badly is not the one shown.
    public static final int DEFAULT_FORKS = 3;

    public ProfileRequest {
        options = Map.copyOf(options);
        if (threads < 1 || forks < 1) {
            throw new IllegalArgumentException("threads and forks must be at least 1");
        }
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time must be positive, was " + time);
        }
    }

    /// One thread, any plan, any processor.
    public ProfileRequest(
            String model, Map<String, String> options, int forks, Duration time, long seed) {
        this(model, options, 1, forks, time, seed, false, Affinity.ANY);
    }

    /// The default forks, two seconds each, seed 1.
    public static ProfileRequest of(String model) {
        return new ProfileRequest(model, Map.of(), DEFAULT_FORKS, Duration.ofSeconds(2), 1);
    }
}
