package dev.convscope.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Depth scaling of lists of rows: a run of n rows becomes ⌈d·n⌉.
final class Runs {
    private Runs() {}

    /// Splits rows into runs of one key and scales each.
    static <R> List<List<R>> of(
            List<R> rows, Function<R, ?> key, UnaryOperator<R> again, double depth) {
        List<List<R>> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= rows.size(); i++) {
            if (i < rows.size() && key.apply(rows.get(i)).equals(key.apply(rows.get(start)))) {
                continue;
            }
            runs.add(scaled(rows.subList(start, i), again, depth));
            start = i;
        }
        return runs;
    }

    /// The first ⌈d·n⌉ rows of a run; beyond its end, the last row `again`.
    static <R> List<R> scaled(List<R> run, UnaryOperator<R> again, double depth) {
        int length = Scaling.repeats(run.size(), depth);
        if (length == run.size()) return run;
        List<R> scaled = new ArrayList<>(run.subList(0, Math.min(length, run.size())));
        while (scaled.size() < length) scaled.add(again.apply(run.getLast()));
        return scaled;
    }
}
