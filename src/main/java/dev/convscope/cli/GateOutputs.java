package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.report.GateFiles;
import dev.convscope.result.GateResult;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that is made of a gate's result: the table or file that was asked for, a folder of
/// reports for CI, the history, and what GitHub reads.
///
/// @param reports folder for the files of {@link GateFiles}
/// @param history file to append to
record GateOutputs(
        Terminal terminal,
        OutputOptions output,
        Optional<Path> reports,
        Optional<History> history) {
    private static final String SUMMARY = "GITHUB_STEP_SUMMARY";

    /// Finds out before anything is measured whether all of it can be written.
    void prepare() throws IOException {
        if (reports.isPresent()) {
            try {
                Files.createDirectories(reports.get());
            } catch (IOException e) {
                throw unwritable(reports.get(), e);
            }
        }
        if (history.isPresent()) history.get().prepare();
    }

    /// Writes all of it.
    ExitCode finish(Destination destination, GateResult decided) throws IOException {
        GateResult result =
                history.isPresent() ? decided.noting(history.get().append(decided)) : decided;
        destination.write(result, output.format, output.layout(terminal, destination));
        if (reports.isPresent()) write(reports.get(), GateFiles.of(result));
        if (terminal.environment().getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
            tellGitHub(result);
        }
        return result.complete() ? GateCommand.exitCode(result.verdict()) : ExitCode.INTERRUPTED;
    }

    private static void write(Path folder, Map<String, String> files) {
        files.forEach(
                (name, text) -> {
                    try {
                        Files.writeString(folder.resolve(name), text);
                    } catch (IOException e) {
                        throw unwritable(folder.resolve(name), e);
                    }
                });
    }

    /// Annotations are commands in the log; the summary is a file that steps append to.
    private void tellGitHub(GateResult result) throws IOException {
        terminal.err().print(GateFiles.annotations(result));
        String summary = terminal.environment().getOrDefault(SUMMARY, "");
        if (summary.isEmpty()) return;
        Files.write(
                Path.of(summary),
                List.of(GateFiles.comment(result)),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static UserException unwritable(Path where, IOException cause) {
        return UserException.about("cannot write")
                .where(where.toString())
                .found(cause.getMessage())
                .remedy("choose another folder with --reports")
                .cause(cause)
                .build();
    }
}
