package dev.convscope.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table as GitHub renders it, with the lines above and below as paragraphs.
final class MarkdownTable {
    private MarkdownTable() {}

    static String render(Grid grid) {
        var text = new StringBuilder();
        paragraphs(text, grid.above());
        if (!grid.above().isEmpty()) text.append('\n');
        var columns = grid.columns().stream().filter(Column::forPeople).toList();
        line(text, columns.stream().map(Column::title).toList(), " ");
        line(text, columns.stream().map(MarkdownTable::rule).toList(), "");
        for (var row : grid.rows()) {
            boolean total = row.tone() == Grid.Tone.TOTAL;
            var cells = IntStream.range(0, row.cells().size());
            line(
                    text,
                    cells.filter(index -> grid.columns().get(index).forPeople())
                            .mapToObj(index -> cell(row.cells().get(index), total))
                            .toList(),
                    " ");
        }
        for (Grid section : grid.sections()) text.append('\n').append(render(section));
        if (!grid.below().isEmpty()) text.append('\n');
        paragraphs(text, grid.below());
        return text.toString();
    }

    private static String rule(Column column) {
        return switch (column.side()) {
            case LEFT -> "---";
            case RIGHT -> "--:";
        };
    }

    private static String cell(Cell cell, boolean strong) {
        String text = escaped(cell.shown());
        return strong && !text.isBlank() ? "**" + text + "**" : text;
    }

    /// Two spaces at a line's end keep its break.
    private static void paragraphs(StringBuilder text, List<String> lines) {
        text.append(lines.stream().map(MarkdownTable::escaped).collect(Collectors.joining("  \n")));
        if (!lines.isEmpty()) text.append('\n');
    }

    private static void line(StringBuilder text, List<String> cells, String space) {
        text.append("|").append(space);
        text.append(String.join(space + "|" + space, cells));
        text.append(space).append("|\n");
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
