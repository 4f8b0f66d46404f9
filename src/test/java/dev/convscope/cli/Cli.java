package dev.convscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Drives the command line as a black box, in this process.
record Cli(
        boolean outIsTerminal,
        boolean errIsTerminal,
        int columns,
        Map<String, String> environment) {
    /// What came of a command line.
    record Outcome(int code, String out, String err) {}

    /// As in a pipe.
    static Cli piped() {
        return new Cli(false, false, 80, Map.of());
    }

    /// As before a person.
    static Cli terminal(int columns) {
        return new Cli(true, true, columns, Map.of("TERM", "xterm"));
    }

    Cli with(String variable, String value) {
        return new Cli(outIsTerminal, errIsTerminal, columns, Map.of(variable, value));
    }

    static Outcome run(String... args) {
        return piped().execute(args);
    }

    Outcome execute(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code =
                Convscope.run(
                        new Terminal(
                                out,
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                outIsTerminal,
                                errIsTerminal,
                                columns,
                                environment),
                        args);
        return new Outcome(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
