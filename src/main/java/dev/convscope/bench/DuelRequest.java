package dev.convscope.bench;

import dev.convscope.base.UserException;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    /// Half of what a latency is measured for, because a fork counts with its fastest inference
    /// only: twice as many do not find a faster one.
    public static final Duration DEFAULT_TIME = Duration.ofMillis(500);

    public DuelRequest {
        if (base.models().isEmpty() || base.models().size() != head.models().size()) {
            throw UserException.about("both sides of a duel run the same number of models")
                    .found(base.models().size() + " and " + head.models().size())
                    .remedy(
                            "name a model on both sides, or builds, which run the models of the"
                                    + " profile")
                    .build();
        }
    }

    /// All benchmarks by name.
    public Set<String> benchmarks() {
        return IntStream.range(0, base.models().size())
                .mapToObj(this::benchmark)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The name of a benchmark: the model, or both if they differ.
    public String benchmark(int index) {
        String before = base.models().get(index);
        String now = head.models().get(index);
        return before.equals(now) ? now : before + " > " + now;
    }
}
