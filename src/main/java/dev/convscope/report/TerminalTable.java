package dev.convscope.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A table for a terminal, or plain aligned rows where there is none.
///
/// Every row stays on one line. Where the terminal is too narrow, rows and columns change places if
/// that helps and the grid allows it; else columns go in the order of their rank, and a last line
/// says which; then words are shortened.
final class TerminalTable {
    private static final int SHORTEST_WORD = 6;

    /// The library puts a space on both sides of a cell.
    private static final int PADDING = 2;

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
        var table = new TerminalTable(grid, layout);
        if (!table.fits() && grid.turnable()) {
            var turned = new TerminalTable(grid.turned(), layout);
            if (turned.fits()) return turned.render();
        }
        return table.render();
    }

    private boolean fits() {
        return width(all()) <= layout.columns();
    }

    /// Columns go by their index: two may have one title.
    private List<Integer> all() {
        return IntStream.range(0, grid.columns().size())
                .filter(index -> column(index).forPeople())
                .boxed()
                .toList();
    }

    private String render() {
        var shown = new ArrayList<>(all());
        var hidden = new ArrayList<String>();
        while (width(shown) > layout.columns()) {
            int next = Collections.max(shown, Comparator.comparingInt(i -> column(i).rank()));
            if (column(next).rank() == 0) break;
            shown.remove(Integer.valueOf(next));
            hidden.add(column(next).title());
        }
        lines(grid.above(), "");
        if (!grid.above().isEmpty()) text.append('\n');
        if (!grid.rows().isEmpty()) table(shown);
        if (!grid.sections().isEmpty()) tellHidden(hidden);
        for (Grid section : grid.sections()) text.append('\n').append(render(section, layout));
        if (!grid.below().isEmpty()) text.append('\n');
        lines(grid.below(), "");
        if (grid.sections().isEmpty()) tellHidden(hidden);
        return text.toString();
    }

    private void tellHidden(List<String> hidden) {
        if (hidden.isEmpty()) return;
        lines(List.of("not shown in so few columns: " + String.join(", ", hidden)), DIM);
    }

    private Column column(int index) {
        return grid.columns().get(index);
    }

    /// Breaks lines between words where the terminal ends.
    private void lines(List<String> lines, String style) {
        for (String line : lines) {
            String rest = line;
            while (rest.length() > layout.columns()) {
                int space = rest.lastIndexOf(' ', layout.columns());
                if (space <= 0) break;
                styled(rest.substring(0, space).stripTrailing(), style);
                rest = rest.substring(space + 1);
            }
            styled(rest, style);
        }
    }

    private void styled(String line, String style) {
        boolean plain = style.isEmpty() || !layout.coloured();
        text.append(plain ? line : style + line + RESET).append('\n');
    }

    /// Colours come after the layout, which would count them as characters.
    private void table(List<Integer> shown) {
        var lines = laidOut(shown).lines().toList();
        int firstRow = lines.size() - grid.rows().size();
        for (int i = 0; i < lines.size(); i++) {
            // The library pads the ends of lines, too.
            String line = lines.get(i).substring(1, lines.get(i).length() - 1).stripTrailing();
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

    private String laidOut(List<Integer> shown) {
        int tooWide = Math.max(0, width(shown) - layout.columns());
        var columns = new ArrayList<com.github.freva.asciitable.Column>();
        for (int index : shown) {
            int width = width(index);
            int cut = 0;
            if (column(index).side() == Column.Side.LEFT) {
                cut = Math.clamp(width - SHORTEST_WORD, 0, tooWide);
            }
            tooWide -= cut;
            columns.add(column(column(index), cut == 0 ? UNLIMITED : width - cut + PADDING));
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

    private static Object[] cells(Grid.Row row, List<Integer> shown) {
        return shown.stream().map(index -> row.cells().get(index).shown()).toArray();
    }

    /// Two spaces between columns, none at the ends.
    private int width(List<Integer> columns) {
        return columns.stream().mapToInt(index -> width(index) + PADDING).sum() - PADDING;
    }

    private int width(int index) {
        return grid.rows().stream()
                .mapToInt(row -> row.cells().get(index).shown().length())
                .reduce(column(index).title().length(), Math::max);
    }
}
