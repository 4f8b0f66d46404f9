package dev.convscope.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Where words go, and what may be shown there.
///
/// @param out receives results, and nothing else
/// @param err receives everything else
/// @param outIsTerminal whether a person reads `out`
/// @param errIsTerminal whether a person reads `err`
/// @param columns width of the terminal, in characters
/// @param environment the variables of the process
record Terminal(
        OutputStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        int columns,
        Map<String, String> environment) {
    private static final int USUAL_COLUMNS = 80;

    /// Java cannot ask about standard error, so the launcher tells in properties.
    static Terminal ofProcess() {
        return new Terminal(
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Boolean.getBoolean("convscope.stdout.terminal"),
                Boolean.getBoolean("convscope.stderr.terminal"),
                Integer.getInteger("convscope.columns", USUAL_COLUMNS),
                System.getenv());
    }

    /// Whether colours are welcome on a stream, unless the user says otherwise.
    boolean colours(boolean streamIsTerminal) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) return false;
        String forced = environment.getOrDefault("CLICOLOR_FORCE", "0");
        if (!forced.isEmpty() && !forced.equals("0")) return true;
        return streamIsTerminal && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
