package dev.convscope.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Runs what must start fast, once and to nobody, so that the build can keep its loaded classes.
final class Rehearsal {
    private static final String[][] PIECES = {
        {},
        {"--help"},
        {"summary", "--help"},
        {"models"},
        {"summary", "efficientnet-l2", "--format", "json"},
        {"summary", "efficientnet-l2", "--format", "csv", "--by", "block"},
        {"summary", "efficientnet-l2", "--format", "markdown"},
        {"summary", "efficientnet-l2", "--color", "always"},
        {"summary", "no-such-network"},
        {"no-such-command"}
    };

    private Rehearsal() {}

    public static void main(String[] args) {
        var nobody = OutputStream.nullOutputStream();
        var terminal =
                new Terminal(
                        nobody,
                        new PrintStream(nobody, true, StandardCharsets.UTF_8),
                        true,
                        false,
                        120,
                        Map.of());
        // What only a process of its own uses.
        Terminal.ofProcess();
        for (var piece : PIECES) Convscope.run(terminal, piece);
    }
}
