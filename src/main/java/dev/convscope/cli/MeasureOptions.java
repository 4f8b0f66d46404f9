package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.bench.Affinity;
import dev.convscope.bench.Conditions;
import dev.convscope.bench.LatencyRequest;
import dev.convscope.bench.VectorBits;
import dev.convscope.engine.Engines;
import dev.convscope.result.LatencyResult.Protocol;

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

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = {
                "${COMPLETION-CANDIDATES}: paper is the mean of 20 inferences at batch 1 on one"
                        + " core, in one fork (default: ${DEFAULT-VALUE})."
            })
    Protocol protocol = Protocol.FORKS;

    @Option(
            names = "--cpus",
            paramLabel = "LIST",
            description = "Bind forks to these processors, such as 0 or 0,2-3; needs taskset.")
    Optional<String> cpus = Optional.empty();

    @Option(
            names = "--vector-bits",
            paramLabel = "N",
            description =
                    "Hold forks to vectors of 128, 256 or 512 bits; native engines ignore it.")
    int vectorBits;

    @Option(
            names = "--try-flag",
            paramLabel = "FLAG",
            description = "Measure 'vector' once more with this flag of the JVM; may be repeated.")
    List<String> triedFlags = List.of();

    @Mixin ExactOption exact;
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
                        forks(),
                        Duration.ofNanos((long) (seconds * 1e9)),
                        seed.seed);
        request =
                request.under(
                        new Conditions(
                                protocol,
                                exact.exact,
                                affinity(),
                                new VectorBits(vectorBits),
                                triedFlags));
        return forks.isPresent() ? request : request.within(LatencyRequest.DEFAULT_BUDGET);
    }

    private int forks() {
        int usual = protocol == Protocol.PAPER ? 1 : LatencyRequest.DEFAULT_FORKS;
        return BatchOption.positive("--forks", forks.orElse(usual));
    }

    private Affinity affinity() {
        if (protocol == Protocol.PAPER) requireThePapersSettings();
        var affinity =
                cpus.map(Affinity::of)
                        .orElseGet(
                                () -> protocol == Protocol.PAPER ? Affinity.ofOne() : Affinity.ANY);
        if (affinity.count().orElse(threads) < threads) {
            throw UserException.about("fewer processors than threads")
                    .found("--cpus " + cpus.orElse("of one core") + ", --threads " + threads)
                    .remedy("name at least one processor per thread")
                    .build();
        }
        return affinity;
    }

    private void requireThePapersSettings() {
        if (threads == 1 && batch.batch == 1) return;
        throw UserException.about("--protocol paper is one thread and batch 1")
                .found("--threads " + threads + " --batch " + batch.batch)
                .remedy("leave --protocol out to measure that")
                .build();
    }
}
