package dev.convscope.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a gate compares with: recorded on purpose, kept in git, read by people in a diff.
///
/// @param profile digest of the settings it was recorded with
/// @param environment of the times; absent if none were recorded
/// @param benchmarks one a model of the profile
public record BaselineResult(
        String profile, Optional<Environment> environment, List<Benchmark> benchmarks)
        implements Result {
    public BaselineResult {
        benchmarks = List.copyOf(benchmarks);
    }

    /// One model.
    ///
    /// @param exact numbers that do not depend on the machine, by metric
    /// @param forkNanos the median of each fork, in the order they ran; empty if none were recorded
    public record Benchmark(
            String model,
            String engine,
            int threads,
            int batch,
            Map<String, Long> exact,
            List<Long> forkNanos) {
        public Benchmark {
            exact = Map.copyOf(exact);
            forkNanos = List.copyOf(forkNanos);
        }
    }
}
