package dev.convscope.report;

import dev.convscope.result.Latency;
import dev.convscope.result.Latency.Remark;

import java.util.List;
import java.util.stream.Collectors;

/// Remarks on forks, in words: what is wrong with which of them, and the number without them.
final class ForkNotes {
    private ForkNotes() {}

    static List<String> of(List<Latency> latencies) {
        return latencies.stream()
                .flatMap(
                        latency ->
                                latency.remarks().stream().map(remark -> sentence(latency, remark)))
                .toList();
    }

    private static String sentence(Latency latency, Remark remark) {
        String what =
                switch (remark.kind()) {
                    case SLOW_MODE ->
                            "compiled to a mode that is "
                                    + times(remark)
                                    + " as slow as the others";
                    case SLOW_FORK -> "took " + times(remark) + " as long as the others";
                    case UNSTEADY ->
                            "took up to "
                                    + times(remark)
                                    + " as long in the median as at best: something else slowed"
                                    + " this machine; minima compare better";
                    case NOT_QUIET ->
                            "timed while the JIT still worked, after a warm-up of "
                                    + Figures.significant(remark.figure())
                                    + " s";
                    case ALLOCATED ->
                            "allocated up to "
                                    + Figures.bytes(Math.round(remark.figure()))
                                    + " per inference";
                    case STOLEN ->
                            "lost up to "
                                    + Figures.percent(remark.figure())
                                    + " of its time to other guests of the host";
                };
        return latency.model()
                + " "
                + latency.engine()
                + ": "
                + forks(latency, remark)
                + " "
                + what
                + otherwise(remark);
    }

    private static String times(Remark remark) {
        return Figures.significant(remark.figure()) + "×";
    }

    private static String forks(Latency latency, Remark remark) {
        int all = latency.forks().size();
        if (remark.forks().size() == all) return all == 1 ? "its fork" : "all forks";
        return (remark.forks().size() == 1 ? "fork " : "forks ")
                + remark.forks().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + " of "
                + all;
    }

    private static String otherwise(Remark remark) {
        return remark.otherwiseNanos().isPresent()
                ? "; p50 without: "
                        + Figures.significant(remark.otherwiseNanos().getAsLong() / 1e6)
                        + " ms"
                : "";
    }
}
