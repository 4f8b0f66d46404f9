package dev.convscope.gate;

import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Check;
import dev.convscope.result.HistoryResult;
import dev.convscope.statistics.ChangePoints;
import dev.convscope.statistics.Percentiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What earlier runs on the same machine say about this one: advice, because an update of the
/// system looks like a change of the code.
public final class HistoryAdvice {
    /// Runs that are looked at; older ones are another time.
    private static final int WINDOW = 100;

    private static final double LEVEL = 0.01;
    private static final String ANY_MACHINE = "any";

    private HistoryAdvice() {}

    /// The line that a run adds to its history.
    ///
    /// @param at ISO 8601, UTC
    public static HistoryResult entry(GateResult result, String at) {
        Map<String, Double> values = new TreeMap<>();
        for (Check check : result.checks()) {
            check.head()
                    .ifPresent(value -> values.put(check.model() + " " + check.metric(), value));
        }
        return HistoryResult.of(
                at,
                result.environment().flatMap(one -> one.run().commit()),
                result.environment()
                        .map(one -> String.join("; ", Comparability.fingerprint(one).values()))
                        .orElse(ANY_MACHINE),
                result.verdict(),
                values);
    }

    /// Changes of level in the series that end with `latest`, one sentence each.
    ///
    /// @param earlier oldest first; those of other machines are left out
    public static List<String> of(List<HistoryResult> earlier, HistoryResult latest) {
        List<HistoryResult> runs =
                new ArrayList<>(
                        earlier.stream()
                                .filter(run -> run.machine().equals(latest.machine()))
                                .toList());
        runs.add(latest);
        List<HistoryResult> window = runs.subList(Math.max(0, runs.size() - WINDOW), runs.size());
        List<String> advice = new ArrayList<>();
        for (String series : latest.values().keySet())
            lastChange(series, window).ifPresent(advice::add);
        return List.copyOf(advice);
    }

    /// The last change of one series.
    private static Optional<String> lastChange(String series, List<HistoryResult> window) {
        List<HistoryResult> runs =
                window.stream().filter(run -> run.values().getOrDefault(series, 0.0) > 0).toList();
        double[] values = runs.stream().mapToDouble(run -> run.values().get(series)).toArray();
        List<Integer> changes = ChangePoints.of(values, LEVEL, 1);
        if (changes.isEmpty()) return Optional.empty();
        int at = changes.getLast();
        int before = changes.size() > 1 ? changes.get(changes.size() - 2) : 0;
        double ratio = median(values, at, values.length) / median(values, before, at);
        HistoryResult first = runs.get(at);
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "history: %s changed by %+.1f %% with the run of %s%s, %d runs ago",
                        series,
                        100 * (ratio - 1),
                        first.at(),
                        first.commit().map(commit -> " (" + commit + ")").orElse(""),
                        values.length - 1 - at));
    }

    private static double median(double[] values, int from, int to) {
        return Percentiles.median(java.util.Arrays.copyOfRange(values, from, to));
    }
}
