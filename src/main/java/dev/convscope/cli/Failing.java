package dev.convscope.cli;

import java.util.List;

/// Tells why a benchmark gave no number.
final class Failing {
    private Failing() {}

    static void tell(Terminal terminal, String benchmark, String reason, List<String> log) {
        log.forEach(line -> terminal.err().println("  | " + line));
        terminal.err().println("error: " + benchmark + ": " + reason);
    }
}
