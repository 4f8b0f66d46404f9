package dev.convscope.bench;

import dev.convscope.result.LatencyResult;
import dev.convscope.result.LatencyResult.Protocol;

import java.util.List;

/// Under which conditions forks run.
///
/// @param exact whether the vector engine has to compute every convolution directly
/// @param affinity the processors that forks are bound to
/// @param width of the vectors in forks
/// @param triedFlags flags of the JVM, each of which makes the vector engine run once more with it
public record Conditions(
        Protocol protocol,
        boolean exact,
        Affinity affinity,
        VectorBits width,
        List<String> triedFlags) {
    /// Forks, the fast plan, any processor, the widest vectors.
    public static final Conditions DEFAULT =
            new Conditions(Protocol.FORKS, false, Affinity.ANY, VectorBits.WIDEST, List.of());

    public Conditions {
        triedFlags = List.copyOf(triedFlags);
    }

    LatencyResult.Conditions described() {
        return new LatencyResult.Conditions(protocol, exact, affinity.cpus());
    }
}
