package dev.convscope.result;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `latency` measured.
///
/// @param complete false if the run was interrupted before its last fork
/// @param conditions under which all of it was measured
/// @param results one per model and engine that was verified and measured
/// @param failures one per model and engine that was not
public record LatencyResult(
        Environment environment,
        boolean complete,
        Conditions conditions,
        List<Latency> results,
        List<Failure> failures)
        implements Result {
    public LatencyResult {
        results = List.copyOf(results);
        failures = List.copyOf(failures);
    }

    /// @param protocol how samples become numbers
    /// @param exact whether the vector engine had to compute every convolution directly
    /// @param cpus the processors that the forks were bound to, as `taskset` writes them
    public record Conditions(Protocol protocol, boolean exact, Optional<String> cpus) {
        /// Forks, the fast plan, any processor.
        public static final Conditions DEFAULT =
                new Conditions(Protocol.FORKS, false, Optional.empty());
    }

    /// How samples become numbers.
    public enum Protocol {
        /// several fresh JVMs, each timed for a while: ours
        FORKS,
        /// the mean of 20 inferences at batch 1 on one core, as in the EfficientNet paper, Table 4
        PAPER;

        /// As typed.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
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
