package dev.convscope.result;

import java.util.List;

/// What `latency` measured.
///
/// @param complete false if the run was interrupted before its last fork
/// @param results one per model and engine that was verified and measured
/// @param failures one per model and engine that was not
public record LatencyResult(
        Environment environment, boolean complete, List<Latency> results, List<Failure> failures)
        implements Result {
    public LatencyResult {
        results = List.copyOf(results);
        failures = List.copyOf(failures);
    }

    /// A model in an engine for which no number may be shown.
    ///
    /// @param reason one sentence
    /// @param log the last lines that the measured JVM wrote, possibly none
    public record Failure(String model, String engine, String reason, List<String> log) {
        public Failure {
            log = List.copyOf(log);
        }
    }
}
