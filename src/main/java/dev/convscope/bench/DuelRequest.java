package dev.convscope.bench;

import java.time.Duration;

/// How a duel measures.
///
/// @param engine that runs every model
/// @param time timed inferences per fork
/// @param seed of weights, inputs and the order of forks
public record DuelRequest(
        DuelSide base,
        DuelSide head,
        String engine,
        int threads,
        int batch,
        Duration time,
        long seed) {
    public DuelRequest {
        if (base.models().isEmpty() || base.models().size() != head.models().size()) {
            throw new IllegalArgumentException("both sides run the same number of models");
        }
    }

    /// The name of a benchmark: the model, or both if they differ.
    public String benchmark(int index) {
        String before = base.models().get(index);
        String now = head.models().get(index);
        return before.equals(now) ? now : before + " > " + now;
    }
}
