package dev.convscope.report;

import java.util.List;

/// A result laid out: what stands above, columns and rows, what stands below.
///
/// @param above lines for people, before the table
/// @param below lines for people, after it
record Grid(List<String> above, List<Column> columns, List<Row> rows, List<String> below) {
    Grid {
        above = List.copyOf(above);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        below = List.copyOf(below);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + row.cells().size() + " cells for " + columns.size());
            }
        }
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
