package dev.convscope.report;

import dev.convscope.result.SearchResult;
import dev.convscope.result.SearchResult.Candidate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Candidates of a search; columns that no candidate fills are left out.
final class SearchGrid {
    private SearchGrid() {}

    static Grid of(SearchResult result) {
        boolean grid = result.method().equals("grid");
        boolean judged =
                result.candidates().stream()
                        .anyMatch(c -> c.accuracy().isPresent() || !c.failure().isEmpty());
        return new Grid(
                List.of(result.model() + "  " + count(result.candidates().size())),
                columns(grid, judged),
                result.candidates().stream().map(c -> row(c, grid, judged, result)).toList(),
                result.best().map(name -> List.of(best(name, grid))).orElse(List.of()));
    }

    private static String count(int candidates) {
        return candidates + (candidates == 1 ? " candidate" : " candidates");
    }

    private static String best(String name, boolean grid) {
        return "best: "
                + name
                + (grid
                        ? ", of the highest accuracy"
                        : ", the most balanced: its least scaled dimension reaches the largest φ;"
                                + " the most accurate only training tells");
    }

    private static List<Column> columns(boolean grid, boolean judged) {
        List<Column> columns = new ArrayList<>();
        if (grid) {
            columns.add(Column.numbers("alpha", "α", 0));
            columns.add(Column.numbers("beta", "β", 0));
            columns.add(Column.numbers("gamma", "γ", 0));
            columns.add(Column.numbers("product", "α·β²·γ²", 2));
        } else {
            columns.add(Column.numbers("depth", "d", 0));
            columns.add(Column.numbers("width", "w", 0));
            columns.add(Column.numbers("resolution", "r", 0));
            columns.add(Column.numbers("leastPhi", "least φ", 2));
        }
        columns.add(Column.numbers("pixels", "pixels", 3));
        columns.add(Column.numbers("params", "params", 0));
        columns.add(Column.numbers("macs", "MACs", 0));
        columns.add(Column.numbers("ratio", "ratio", 1));
        columns.add(Column.numbers("memoryBytes", "memory", 4));
        if (judged) {
            columns.add(Column.numbers("accuracy", "accuracy", 0));
            columns.add(Column.numbers("reward", "reward", 1));
            columns.add(Column.words("failure", "failure", 1));
        }
        columns.add(Column.words("candidate", "as typed", 5));
        return columns;
    }

    private static Grid.Row row(Candidate c, boolean grid, boolean judged, SearchResult result) {
        List<Cell> cells = new ArrayList<>();
        if (grid) {
            for (OptionalDouble number : List.of(c.alpha(), c.beta(), c.gamma())) {
                cells.add(Cell.published(number));
            }
            cells.add(Cell.significant(c.product()));
        } else {
            for (double number : new double[] {c.depth(), c.width(), c.resolution()}) {
                cells.add(Cell.significant(number));
            }
            cells.add(Cell.significant(c.leastPhi()));
        }
        cells.add(Cell.plain(c.pixels()));
        cells.add(Cell.count(c.params()));
        cells.add(Cell.count(c.macs()));
        cells.add(Cell.ratio(c.ratio()));
        cells.add(Cell.bytes(c.memoryBytes()));
        if (judged) {
            cells.add(Cell.published(c.accuracy()));
            cells.add(Cell.significant(c.reward()));
            cells.add(Cell.text(c.failure()));
        }
        cells.add(Cell.text(c.candidate()));
        return new Grid.Row(tone(c, result), cells);
    }

    private static Grid.Tone tone(Candidate c, SearchResult result) {
        if (!c.failure().isEmpty()) return Grid.Tone.BAD;
        boolean best = result.best().map(name -> name.equals(c.candidate())).orElse(false);
        return best ? Grid.Tone.GOOD : Grid.Tone.PLAIN;
    }
}
