package dev.convscope.report;

import java.util.Locale;

/// What the one who asks wants to see of a result, and how much room there is.
///
/// @param columns characters of a line; the width of no terminal is unlimited
/// @param framed whether lines are drawn around the table
/// @param coloured whether rows are coloured
/// @param level how far the rows of a network are summed up
/// @param top how many rows of a ranking are shown
public record Layout(int columns, boolean framed, boolean coloured, Level level, int top) {
    private static final int DEFAULT_TOP = 15;

    public Layout {
        if (columns < 1) throw new IllegalArgumentException("columns must be positive");
        if (top < 1) throw new IllegalArgumentException("top must be positive");
    }

    /// With the usual length of rankings.
    public Layout(int columns, boolean framed, boolean coloured, Level level) {
        this(columns, framed, coloured, level, DEFAULT_TOP);
    }

    /// Plain rows of any width, as pipes and files get them.
    public static Layout plain() {
        return new Layout(Integer.MAX_VALUE, false, false, Level.LAYER);
    }

    public Layout by(Level level) {
        return new Layout(columns, framed, coloured, level, top);
    }

    public Layout top(int rows) {
        return new Layout(columns, framed, coloured, level, rows);
    }

    /// How far the rows of a network are summed up.
    public enum Level {
        LAYER,
        BLOCK,
        STAGE;

        /// As typed.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
