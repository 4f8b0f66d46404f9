package dev.convscope.report;

import java.util.ArrayList;
import java.util.List;

/// A result laid out: what stands above, columns and rows, what stands below.
///
/// @param above lines for people, before the table
/// @param below lines for people, after it
/// @param turnable whether a person may see its rows as columns
/// @param sections further tables for people, each under lines of its own; machines have their
/// values in the columns and rows of the first
record Grid(
        List<String> above,
        List<Column> columns,
        List<Row> rows,
        List<String> below,
        boolean turnable,
        List<Grid> sections) {
    Grid(List<String> above, List<Column> columns, List<Row> rows, List<String> below) {
        this(above, columns, rows, below, false);
    }

    Grid(
            List<String> above,
            List<Column> columns,
            List<Row> rows,
            List<String> below,
            boolean turnable) {
        this(above, columns, rows, below, turnable, List.of());
    }

    /// The same with tables between its own and what stands below.
    Grid followedBy(List<Grid> sections) {
        return new Grid(above, columns, rows, below, turnable, sections);
    }

    Grid {
        above = List.copyOf(above);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        below = List.copyOf(below);
        sections = List.copyOf(sections);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + row.cells().size() + " cells for " + columns.size());
            }
        }
    }

    /// A column for every row, under the title of its first cell.
    Grid turned() {
        var turnedColumns = new ArrayList<Column>();
        turnedColumns.add(Column.words(columns.getFirst().key(), columns.getFirst().title(), 0));
        for (Row row : rows) {
            String title = row.cells().getFirst().shown();
            turnedColumns.add(Column.numbers(title, title, 0));
        }
        var turnedRows = new ArrayList<Row>();
        for (int i = 1; i < columns.size(); i++) {
            if (!columns.get(i).forPeople()) continue;
            var cells = new ArrayList<Cell>();
            cells.add(Cell.text(columns.get(i).title()));
            for (Row row : rows) cells.add(row.cells().get(i));
            turnedRows.add(new Row(Tone.PLAIN, cells));
        }
        return new Grid(above, turnedColumns, turnedRows, below, false, sections);
    }

    /// One line of the table.
    record Row(Tone tone, List<Cell> cells) {
        Row {
            cells = List.copyOf(cells);
        }

        static Row of(Cell... cells) {
            return new Row(Tone.PLAIN, List.of(cells));
        }
    }

    /// How a row is meant; a terminal may colour it.
    enum Tone {
        PLAIN,
        /// A sum of the others, left out where machines would add it up again
        TOTAL,
        GOOD,
        WARNING,
        BAD
    }
}
