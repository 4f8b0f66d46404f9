package dev.convscope.report;

import dev.convscope.result.BlocksResult;
import dev.convscope.result.BlocksResult.Comparison;
import dev.convscope.result.BlocksResult.Row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Building blocks side by side, comparison after comparison.
final class BlocksGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.words("comparison", "comparison", 1),
                    Column.words("block", "block", 0),
                    Column.numbers("params", "weights", 0),
                    Column.numbers("paramsRatio", "ratio", 0),
                    Column.numbers("macs", "MACs", 0),
                    Column.numbers("macsRatio", "ratio", 0),
                    Column.numbers("rectifiers", "ReLUs", 3),
                    Column.numbers("receptiveField", "sees", 2),
                    Column.numbers("outputChannels", "writes", 4));

    private BlocksGrid() {}

    static Grid of(BlocksResult result) {
        List<Grid.Row> rows = new ArrayList<>();
        Map<String, List<String>> titles = new LinkedHashMap<>();
        for (Comparison comparison : result.comparisons()) {
            for (Row row : comparison.rows()) {
                boolean first = row.equals(comparison.rows().getFirst());
                rows.add(row(new Cell(first ? comparison.title() : "", comparison.title()), row));
            }
            titles.computeIfAbsent(comparison.rule(), _ -> new ArrayList<>())
                    .add(comparison.title());
        }
        List<String> rules = new ArrayList<>();
        titles.forEach((rule, of) -> rules.add(of.getFirst() + others(of.size() - 1) + rule));
        return new Grid(List.of(), COLUMNS, rows, rules);
    }

    private static String others(int count) {
        return count == 0 ? ": " : ", and " + count + " others: ";
    }

    private static Grid.Row row(Cell title, Row row) {
        return Grid.Row.of(
                title,
                Cell.text(row.block()),
                Cell.exact(row.params()),
                Cell.ratio(row.paramsRatio()),
                Cell.exact(row.macs()),
                Cell.ratio(row.macsRatio()),
                Cell.plain(row.rectifiers()),
                Cell.plain(row.receptiveField()),
                Cell.plain(row.outputChannels()));
    }
}
