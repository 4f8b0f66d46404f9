package dev.convscope.cli;

import dev.convscope.report.Format;
import dev.convscope.report.Layout;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/// How and where a result is written.
final class OutputOptions {
    /// When rows are coloured.
    enum Color {
        AUTO,
        ALWAYS,
        NEVER;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Format format = Format.TABLE;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the result there instead of to standard output.")
    Optional<Path> file = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress and no notes, only results and errors.")
    boolean quiet;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Color color = Color.AUTO;

    /// The layout for a destination: whatever a pipe or file gets has full width and no frame.
    Layout layout(Terminal terminal, Destination destination) {
        boolean person = destination.isTerminal();
        boolean coloured =
                switch (color) {
                    case AUTO -> terminal.colours(person);
                    case ALWAYS -> true;
                    case NEVER -> false;
                };
        var plain = Layout.plain();
        int columns = person ? terminal.columns() : plain.columns();
        return new Layout(columns, person, coloured, plain.level());
    }
}
