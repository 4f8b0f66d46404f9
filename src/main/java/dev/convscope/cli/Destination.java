package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.report.Format;
import dev.convscope.report.Layout;
import dev.convscope.result.Result;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Where a result goes: standard output, or a file.
///
/// A file is tried before anything is measured, and it changes only when the whole result is
/// written: until then, the text is in a file beside it.
final class Destination implements AutoCloseable {
    private final Terminal terminal;
    private final Optional<Path> file;
    private final Optional<Path> draft;

    private Destination(Terminal terminal, Optional<Path> file, Optional<Path> draft) {
        this.terminal = terminal;
        this.file = file;
        this.draft = draft;
    }

    /// @throws UserException if the file cannot be written
    static Destination open(Terminal terminal, Optional<Path> file) {
        if (file.isEmpty()) return new Destination(terminal, file, Optional.empty());
        try {
            var target = Files.exists(file.get()) ? file.get().toRealPath() : file.get();
            return new Destination(terminal, Optional.of(target), draft(target));
        } catch (IOException e) {
            throw unwritable(file.get().toString(), e);
        }
    }

    /// A file beside the target; pipes and devices get the text itself.
    private static Optional<Path> draft(Path target) throws IOException {
        if (Files.isDirectory(target)) throw new IOException("a folder");
        if (Files.exists(target) && !Files.isRegularFile(target)) return Optional.empty();
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new IOException("a file that may not be changed");
        }
        var folder = target.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "no folder " + Optional.ofNullable(target.getParent()).orElse(folder));
        }
        String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
        Path draft = folder.resolve(name);
        // Only tried: a process that is killed while it measures leaves nothing behind.
        Files.delete(Files.createFile(draft));
        return Optional.of(draft);
    }

    /// Whether the result goes to a person's screen.
    boolean isTerminal() {
        return file.isEmpty() && terminal.outIsTerminal();
    }

    /// Writes a whole result; a second one replaces the first in a file.
    void write(Result result, Format format, Layout layout) {
        if (file.isEmpty()) {
            toStandardOutput(result, format, layout);
        } else {
            toFile(file.get(), result, format, layout);
        }
    }

    private void toStandardOutput(Result result, Format format, Layout layout) {
        try {
            // Not closed: standard output is not ours.
            var out = new BufferedOutputStream(terminal.out(), 1 << 16);
            format.write(result, layout, out);
            out.flush();
        } catch (IOException e) {
            if (ClosedPipe.isReasonOf(e)) throw new ClosedPipe(e);
            throw unwritable("standard output", e);
        }
    }

    private void toFile(Path target, Result result, Format format, Layout layout) {
        try {
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(draft.orElse(target)))) {
                format.write(result, layout, out);
            }
            if (draft.isPresent()) replace(draft.get(), target);
        } catch (IOException e) {
            throw unwritable(target.toString(), e);
        }
    }

    private static void replace(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static UserException unwritable(String where, IOException cause) {
        return UserException.about("cannot write")
                .where(where)
                .found(
                        cause instanceof AccessDeniedException
                                ? "no right to write there"
                                : cause.getMessage())
                .remedy("choose another place with -o")
                .cause(cause)
                .build();
    }

    /// Removes what was not finished.
    @Override
    public void close() {
        draft.ifPresent(
                path -> {
                    try {
                        Files.deleteIfExists(path);
                    } catch (IOException e) {
                        terminal.err()
                                .println("note: " + path + " is left over: " + e.getMessage());
                    }
                });
    }
}
