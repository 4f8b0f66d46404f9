package dev.convscope.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// A table for a terminal, or plain aligned rows where there is none.
///
/// Every row stays on one line. Where the terminal is too narrow, columns go in the order of their
/// rank, and a last line says which; then words are shortened.
final class TerminalTable {
    private static final int SHORTEST_WORD = 8;
    private static final int UNLIMITED = Integer.MAX_VALUE / 2;

    /// A line under the header and nothing else: rows of numbers are read across without.
    private static final Character[] RULE_UNDER_HEADER = new Character[29];

    private static final int HEADER_RULE = 8;

    static {
        RULE_UNDER_HEADER[HEADER_RULE] = '─';
    }

    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RESET = "\u001b[0m";

    private final Grid grid;
    private final Layout layout;
    private final StringBuilder text = new StringBuilder();

    private TerminalTable(Grid grid, Layout layout) {
        this.grid = grid;
        this.layout = layout;
    }

    static String render(Grid grid, Layout layout) {
        return new TerminalTable(grid, layout).render();
    }

    private String render() {
        var shown = new ArrayList<>(grid.columns());
        var hidden = new ArrayList<Column>();
        while (width(shown) > layout.columns()) {
            var next = shown.stream().max(Comparator.comparingInt(Column::rank)).orElseThrow();
            if (next.rank() == 0) break;
            shown.remove(next);
            hidden.add(next);
        }
        lines(grid.above(), "");
        if (!grid.above().isEmpty()) text.append('\n');
        if (!grid.rows().isEmpty()) table(shown);
        if (!grid.below().isEmpty()) text.append('\n');
        lines(grid.below(), "");
        if (!hidden.isEmpty()) lines(List.of(note(hidden)), DIM);
        return text.toString();
    }

    private static String note(List<Column> hidden) {
        return "not shown in so few columns: "
                + hidden.stream().map(Column::title).collect(Collectors.joining(", "));
    }

    private void lines(List<String> lines, String style) {
        for (String line : lines) styled(line, style);
    }

    private void styled(String line, String style) {
        boolean plain = style.isEmpty() || !layout.coloured();
        text.append(plain ? line : style + line + RESET).append('\n');
    }

    /// Colours come after the layout, which would count them as characters.
    private void table(List<Column> shown) {
        var lines = laidOut(shown).lines().toList();
        int firstRow = lines.size() - grid.rows().size();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).substring(1).stripTrailing();
            styled(line, i < firstRow ? BOLD : style(grid.rows().get(i - firstRow).tone()));
        }
    }

    private static String style(Grid.Tone tone) {
        return switch (tone) {
            case PLAIN -> "";
            case TOTAL -> BOLD;
            case GOOD -> GREEN;
            case WARNING -> YELLOW;
            case BAD -> RED;
        };
    }

    private String laidOut(List<Column> shown) {
        int tooWide = Math.max(0, width(shown) - layout.columns());
        var columns = new ArrayList<com.github.freva.asciitable.Column>();
        for (Column column : shown) {
            int width = width(column);
            if (column.side() == Column.Side.LEFT && tooWide > 0 && width > SHORTEST_WORD) {
                int cut = Math.min(tooWide, width - SHORTEST_WORD);
                width -= cut;
                tooWide -= cut;
                columns.add(column(column, width + 2));
            } else {
                columns.add(column(column, UNLIMITED));
            }
        }
        var cells = grid.rows().stream().map(row -> cells(row, shown)).toArray(Object[][]::new);
        return AsciiTable.builder()
                .border(layout.framed() ? RULE_UNDER_HEADER : AsciiTable.NO_BORDERS)
                .lineSeparator("\n")
                .data(columns.toArray(com.github.freva.asciitable.Column[]::new), cells)
                .asString();
    }

    private static com.github.freva.asciitable.Column column(Column column, int widest) {
        var side =
                switch (column.side()) {
                    case LEFT -> HorizontalAlign.LEFT;
                    case RIGHT -> HorizontalAlign.RIGHT;
                };
        return new com.github.freva.asciitable.Column()
                .header(column.title())
                .headerAlign(side)
                .dataAlign(side)
                .maxWidth(widest, OverflowBehaviour.ELLIPSIS_RIGHT);
    }

    private Object[] cells(Grid.Row row, List<Column> shown) {
        return shown.stream()
                .map(column -> row.cells().get(grid.columns().indexOf(column)).shown())
                .toArray();
    }

    /// Two spaces between columns, none at the ends.
    private int width(List<Column> columns) {
        return columns.stream().mapToInt(column -> width(column) + 2).sum() - 2;
    }

    private int width(Column column) {
        int index = grid.columns().indexOf(column);
        return grid.rows().stream()
                .mapToInt(row -> row.cells().get(index).shown().length())
                .reduce(column.title().length(), Math::max);
    }
}
