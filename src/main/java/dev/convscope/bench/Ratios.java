package dev.convscope.bench;

import dev.convscope.result.Latency;
import dev.convscope.result.LatencyResult.Protocol;
import dev.convscope.statistics.Interval;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Puts the engines of one run side by side: each against the peer, where it took part, else
/// against the reference, else flags against none.
final class Ratios {
    private static final List<String> PEERS = List.of("onnxruntime", "reference", "vector");

    private Ratios() {}

    /// The same latencies, each with its ratio to the peer of its model.
    static List<Latency> beside(List<Latency> latencies) {
        return beside(latencies, Protocol.FORKS);
    }

    /// The same by the number that a protocol gives.
    static List<Latency> beside(List<Latency> latencies, Protocol protocol) {
        return latencies.stream().map(latency -> beside(latency, latencies, protocol)).toList();
    }

    private static Latency beside(Latency latency, List<Latency> latencies, Protocol protocol) {
        var peer =
                PEERS.stream()
                        .flatMap(engine -> of(latency.model(), engine, latencies).stream())
                        .findFirst();
        if (peer.isEmpty() || peer.get().engine().equals(latency.engine())) return latency;
        return switch (protocol) {
            case FORKS -> latency.with(ratio(latency, peer.get()));
            case PAPER -> latency.with(ratioOfMeans(latency, peer.get()));
        };
    }

    private static Optional<Latency> of(String model, String engine, List<Latency> latencies) {
        return latencies.stream()
                .filter(one -> one.model().equals(model) && one.engine().equals(engine))
                .findFirst();
    }

    private static Latency.Ratio ratioOfMeans(Latency head, Latency base) {
        return new Latency.Ratio(
                base.engine(),
                (double) head.meanNanos() / base.meanNanos(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /// Of medians; the interval is over pairs of forks of one round.
    static Latency.Ratio ratio(Latency head, Latency base) {
        double value = (double) head.p50Nanos() / base.p50Nanos();
        int pairs = Math.min(head.forks().size(), base.forks().size());
        if (pairs < Latency.LEAST_FORKS) {
            return new Latency.Ratio(
                    base.engine(), value, OptionalDouble.empty(), OptionalDouble.empty());
        }
        Interval interval =
                Interval.ofRatio(medians(head, pairs), medians(base, pairs), ForkSummary.CONFIDENCE)
                        .including(value);
        return new Latency.Ratio(
                base.engine(),
                value,
                OptionalDouble.of(interval.low()),
                OptionalDouble.of(interval.high()));
    }

    private static double[] medians(Latency latency, int pairs) {
        return latency.forks().stream().limit(pairs).mapToDouble(ForkSummary::median).toArray();
    }
}
