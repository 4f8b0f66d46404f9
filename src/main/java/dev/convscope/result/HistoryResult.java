package dev.convscope.result;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One run of a gate in a history: a line of a file that only grows.
///
/// @param at ISO 8601, UTC
/// @param commit of the measured sources, if they are under git
/// @param machine what decides how fast code runs; values of one machine make a series
/// @param verdict of the run
/// @param values of the head side, by `model metric`
public record HistoryResult(
        String at,
        Optional<String> commit,
        String machine,
        GateResult.Verdict verdict,
        SortedMap<String, Double> values)
        implements Result {
    public HistoryResult {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /// With the values in any order.
    public static HistoryResult of(
            String at,
            Optional<String> commit,
            String machine,
            GateResult.Verdict verdict,
            Map<String, Double> values) {
        return new HistoryResult(at, commit, machine, verdict, new TreeMap<>(values));
    }
}
