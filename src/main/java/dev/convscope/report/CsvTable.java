package dev.convscope.report;

import java.util.List;
import java.util.stream.Collectors;

/// Exact values, one row a line, separated by commas as in RFC 4180 but for the line break.
final class CsvTable {
    private CsvTable() {}

    static String render(Grid grid) {
        var text = new StringBuilder();
        line(text, grid.columns().stream().map(Column::key).toList());
        for (var row : grid.rows()) {
            if (row.tone() == Grid.Tone.TOTAL) continue;
            line(text, row.cells().stream().map(Cell::exact).toList());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> values) {
        text.append(values.stream().map(CsvTable::quoted).collect(Collectors.joining(",")));
        text.append('\n');
    }

    private static String quoted(String value) {
        boolean plain =
                value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
