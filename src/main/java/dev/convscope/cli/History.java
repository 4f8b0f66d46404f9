package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.gate.HistoryAdvice;
import dev.convscope.result.GateResult;
import dev.convscope.result.HistoryResult;
import dev.convscope.result.JsonReader;
import dev.convscope.result.JsonWriter;
import dev.convscope.result.Result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A file of one run a line, which only grows.
record History(Path file) {
    /// Finds out whether it can be read and appended to.
    ///
    /// @throws UserException if a line of it is damaged, or it cannot be written
    void prepare() throws IOException {
        runs();
        Path folder = file.toAbsolutePath().getParent();
        if (Files.exists(file) ? !Files.isWritable(file) : !Files.isWritable(folder)) {
            throw UserException.about("cannot append to the history")
                    .where(file.toString())
                    .remedy("choose another file with --history")
                    .build();
        }
    }

    private List<HistoryResult> runs() throws IOException {
        return Files.exists(file) ? JsonReader.lines(file, HistoryResult.class) : List.of();
    }

    /// Adds a run; one that was interrupted measured something else.
    ///
    /// @return what the history says about it
    List<String> append(GateResult result) throws IOException {
        if (!result.complete()) return List.of();
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var entry = HistoryAdvice.entry(result, now);
        List<String> advice = HistoryAdvice.of(runs(), entry);
        append(file, entry);
        return advice;
    }

    /// Appends one line in one piece, so that a process that is killed leaves whole lines.
    static void append(Path file, Result line) throws IOException {
        var text = new ByteArrayOutputStream();
        JsonWriter.writeLine(line, text);
        Files.write(file, text.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
