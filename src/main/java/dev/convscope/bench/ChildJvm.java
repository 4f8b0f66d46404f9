package dev.convscope.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Starts JVMs of this JDK on a class path, with an environment that gives them no flags.
final class ChildJvm {
    /// Lines of a child's output that an error shows.
    private static final int TAIL = 20;

    /// What is passed on by a JVM that does nothing but start others.
    static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");

    private static final List<String> QUIET =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private ChildJvm() {}

    /// A child whose standard error goes to `log`; its input and output are pipes.
    static Process start(
            List<String> flags, String classPath, String mainClass, List<String> words, Path log) {
        return start(Affinity.ANY, flags, classPath, mainClass, words, log);
    }

    /// The same, bound to processors.
    static Process start(
            Affinity affinity,
            List<String> flags,
            String classPath,
            String mainClass,
            List<String> words,
            Path log) {
        List<String> command = new ArrayList<>(affinity.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        QUIET.stream().filter(flag -> !flags.contains(flag)).forEach(command::add);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(words);
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        ForkFlags.clean(builder.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    /// Waits for a child that works on its own, and kills it if the caller is interrupted or the
    /// child takes longer than `limit`.
    ///
    /// @throws MeasurementException if it does not end well
    static void await(Process child, String what, Duration limit, Path log)
            throws InterruptedException {
        try {
            if (!child.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new MeasurementException(
                        what + " did not end within " + limit.toSeconds() + " s", tail(log));
            }
            if (child.exitValue() != 0) {
                throw new MeasurementException(
                        what + " ended with code " + child.exitValue(), tail(log));
            }
        } finally {
            kill(child);
        }
    }

    /// Ends a child and what it started.
    static void kill(Process child) {
        child.descendants().forEach(ProcessHandle::destroyForcibly);
        child.destroyForcibly();
    }

    /// The last lines of a log that say something; stack frames do not.
    static List<String> tail(Path log) {
        if (!Files.isReadable(log)) return List.of();
        try (var lines = Files.lines(log)) {
            List<String> said =
                    lines.filter(line -> !line.isBlank())
                            .filter(line -> !line.startsWith("\tat "))
                            .filter(line -> !line.contains("Using incubator modules"))
                            .toList();
            return said.subList(Math.max(0, said.size() - TAIL), said.size());
        } catch (IOException | UncheckedIOException e) {
            return List.of("its log cannot be read: " + e.getMessage());
        }
    }
}
