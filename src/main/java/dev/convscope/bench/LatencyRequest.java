package dev.convscope.bench;

import dev.convscope.result.Latency;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What to measure: every model in every engine.
///
/// @param models as the user types them
/// @param options options for every model, by key and as typed; a model's own key wins
/// @param engines names of engines
/// @param threads threads of one inference
/// @param batch images of one sample, one after the other
/// @param forks fresh JVMs per model and engine
/// @param time timed inferences per fork
/// @param seed of weights, inputs and the order of forks
/// @param budget time after which no further round of forks begins, once each model and engine has
///     had {@link #LEAST_FORKS}; absent if all forks are wanted
/// @param conditions under which all forks run
public record LatencyRequest(
        List<String> models,
        Map<String, String> options,
        List<String> engines,
        int threads,
        int batch,
        int forks,
        Duration time,
        long seed,
        Optional<Duration> budget,
        Conditions conditions) {
    /// Enough for an interval.
    public static final int DEFAULT_FORKS = 5;

    /// Fewer forks have no interval worth printing.
    public static final int LEAST_FORKS = Latency.LEAST_FORKS;

    /// What one waits for an answer, all in all.
    public static final Duration DEFAULT_BUDGET = Duration.ofSeconds(75);

    /// Timed inferences of one fork.
    public static final Duration DEFAULT_TIME = Duration.ofSeconds(1);

    public LatencyRequest {
        models = List.copyOf(models);
        options = Map.copyOf(options);
        engines = List.copyOf(engines);
        if (models.isEmpty() || engines.isEmpty()) {
            throw new IllegalArgumentException("nothing to measure");
        }
        if (threads < 1 || batch < 1 || forks < 1) {
            throw new IllegalArgumentException("threads, batch and forks must be at least 1");
        }
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time must be positive, was " + time);
        }
    }

    /// With all forks, however long they take.
    public LatencyRequest(
            List<String> models,
            Map<String, String> options,
            List<String> engines,
            int threads,
            int batch,
            int forks,
            Duration time,
            long seed) {
        this(
                models,
                options,
                engines,
                threads,
                batch,
                forks,
                time,
                seed,
                Optional.empty(),
                Conditions.DEFAULT);
    }

    /// The same, but with fewer forks if they would take longer.
    public LatencyRequest within(Duration budget) {
        return new LatencyRequest(
                models,
                options,
                engines,
                threads,
                batch,
                forks,
                time,
                seed,
                Optional.of(budget),
                conditions);
    }

    /// The same under other conditions.
    public LatencyRequest under(Conditions conditions) {
        return new LatencyRequest(
                models, options, engines, threads, batch, forks, time, seed, budget, conditions);
    }

    /// One thread, batch 1, the default forks and time, seed 1.
    public static LatencyRequest of(List<String> models, List<String> engines) {
        return new LatencyRequest(models, Map.of(), engines, 1, 1, DEFAULT_FORKS, DEFAULT_TIME, 1);
    }
}
