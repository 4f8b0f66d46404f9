package dev.convscope.bench;

import dev.convscope.result.LatencyResult;
import dev.convscope.result.LatencyResult.Protocol;

/// Under which conditions forks run.
///
/// @param exact whether the vector engine has to compute every convolution directly
/// @param affinity the processors that forks are bound to
public record Conditions(Protocol protocol, boolean exact, Affinity affinity) {
    /// Forks, the fast plan, any processor.
    public static final Conditions DEFAULT = new Conditions(Protocol.FORKS, false, Affinity.ANY);

    LatencyResult.Conditions described() {
        return new LatencyResult.Conditions(protocol, exact, affinity.cpus());
    }
}
