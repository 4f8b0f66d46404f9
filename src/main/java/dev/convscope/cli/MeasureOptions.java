package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.bench.LatencyRequest;
import dev.convscope.engine.Engines;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What and how long to measure.
final class MeasureOptions {
    private static final double LONGEST_SECONDS = 3600;

    @Option(
            names = "--engine",
            split = ",",
            paramLabel = "NAME",
            completionCandidates = EngineNames.class,
            description = "vector, reference, onnxruntime, or several (default: vector).")
    List<String> engines = List.of("vector");

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of one inference (default: 1).")
    int threads = 1;

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "Fresh JVMs per network and engine (default: 3 to 5, what 75 s allow).")
    Optional<Integer> forks = Optional.empty();

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description = "Timed inferences per fork (default: 1).")
    double seconds = LatencyRequest.DEFAULT_TIME.toMillis() / 1e3;

    @Mixin BatchOption batch;
    @Mixin SeedOption seed;

    /// What the options ask for.
    ///
    /// @param commandWide options of every model, by key
    /// @throws UserException for an engine that does not exist, or a number that makes no sense
    LatencyRequest request(List<String> models, Map<String, String> commandWide) {
        engines.forEach(Engines::named);
        if (!(seconds >= 0.001 && seconds <= LONGEST_SECONDS)) {
            throw UserException.about("--time must be a number of seconds")
                    .found(seconds)
                    .expected("0.001 to " + (int) LONGEST_SECONDS)
                    .build();
        }
        var request =
                new LatencyRequest(
                        models,
                        commandWide,
                        engines.stream().distinct().toList(),
                        BatchOption.positive("--threads", threads),
                        batch.images(),
                        BatchOption.positive("--forks", forks.orElse(LatencyRequest.DEFAULT_FORKS)),
                        Duration.ofNanos((long) (seconds * 1e9)),
                        seed.seed);
        return forks.isPresent() ? request : request.within(LatencyRequest.DEFAULT_BUDGET);
    }
}
