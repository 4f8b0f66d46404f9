package dev.convscope.report;

/// A column of a grid.
///
/// @param key its name for machines, as in JSON
/// @param title its name for people; empty if they do not see it
/// @param side where its cells stand
/// @param rank which goes first when a terminal is too narrow: the highest; rank 0 never goes
record Column(String key, String title, Side side, int rank) {
    enum Side {
        LEFT,
        RIGHT
    }

    /// What only machines read, because people find it in the lines below.
    static Column hidden(String key) {
        return new Column(key, "", Side.LEFT, 0);
    }

    boolean forPeople() {
        return !title.isEmpty();
    }

    /// Words.
    static Column words(String key, String title, int rank) {
        return new Column(key, title, Side.LEFT, rank);
    }

    /// Numbers.
    static Column numbers(String key, String title, int rank) {
        return new Column(key, title, Side.RIGHT, rank);
    }
}
