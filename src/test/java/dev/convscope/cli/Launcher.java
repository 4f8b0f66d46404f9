package dev.convscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Runs `scripts/convscope` as people do: as a process of its own.
///
/// @param script the script, or a link to it
/// @param workingFolder where it is called from
/// @param environment variables to set; an empty value unsets one
record Launcher(Path script, Path workingFolder, Map<String, String> environment) {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final int SECONDS_TO_END = 120;

    /// What the script calls, in every POSIX system.
    private static final List<String> NEEDED =
            List.of(
                    "cat",
                    "dirname",
                    "find",
                    "head",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "sed",
                    "sleep",
                    "stty",
                    "touch");

    /// What came of a run.
    record Outcome(int code, String out, String err) {}

    /// Of this project, from its own folder.
    static Launcher here() {
        return new Launcher(PROJECT.resolve("scripts/convscope"), PROJECT, Map.of());
    }

    Launcher called(Path link) {
        return new Launcher(link, workingFolder, environment);
    }

    Launcher from(Path folder) {
        return new Launcher(script, folder, environment);
    }

    Launcher with(String variable, String value) {
        var changed = new TreeMap<>(environment);
        changed.put(variable, value);
        return new Launcher(script, workingFolder, changed);
    }

    Process start(Path out, Path err, String... args) throws IOException {
        // A shell that starts us in the background ignores Ctrl-C for all it starts; a terminal's
        // does not.
        var command = new ArrayList<>(List.of("env", "--default-signal=INT", script.toString()));
        command.addAll(List.of(args));
        var builder =
                new ProcessBuilder(command)
                        .directory(workingFolder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        environment.forEach(
                (name, value) -> {
                    if (value.isEmpty()) builder.environment().remove(name);
                    else builder.environment().put(name, value);
                });
        return builder.start();
    }

    Outcome run(String... args) throws IOException, InterruptedException {
        var out = Files.createTempFile("convscope", ".out");
        var err = Files.createTempFile("convscope", ".err");
        try {
            var process = start(out, err, args);
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not end; said: " + Files.readString(err));
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /// A copy of the project and its build in `folder`, as old as the original.
    static Launcher copiedTo(Path folder) throws IOException {
        for (String part : List.of("pom.xml", "scripts", "src/main", "src/build")) {
            copy(PROJECT.resolve(part), folder.resolve(part), false);
        }
        copy(PROJECT.resolve("target/convscope.jar"), folder.resolve("target/convscope.jar"), true);
        copy(PROJECT.resolve("target/lib"), folder.resolve("target/lib"), true);
        copy(PROJECT.resolve("target/launch"), folder.resolve("target/launch"), false);
        return new Launcher(folder.resolve("scripts/convscope"), folder, Map.of());
    }

    private static void copy(Path from, Path to, boolean linked) throws IOException {
        Files.createDirectories(to.getParent());
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        var target = to.resolve(from.relativize(file).toString());
                        if (from.equals(file)) target = to;
                        Files.createDirectories(target.getParent());
                        if (linked) Files.createLink(target, file);
                        else Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                            throws IOException {
                        var target = to.resolve(from.relativize(folder).toString());
                        Files.setLastModifiedTime(target, Files.getLastModifiedTime(folder));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /// Makes the build of a copy older than its sources.
    void touchSources() throws IOException {
        Files.setLastModifiedTime(
                workingFolder.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));
    }

    /// The same launcher with only the given tools and what the script itself needs on its path.
    ///
    /// @param tools scripts by name, to be put into `folder`
    Launcher withTools(Path folder, Map<String, String> tools) throws IOException {
        Files.createDirectories(folder);
        for (String tool : NEEDED) {
            for (String bin : List.of("/usr/bin/", "/bin/")) {
                if (!Files.exists(Path.of(bin + tool))) continue;
                program(folder.resolve(tool), "#!/bin/sh\nexec " + bin + tool + " \"$@\"\n");
            }
        }
        for (var tool : tools.entrySet()) program(folder.resolve(tool.getKey()), tool.getValue());
        return with("PATH", folder.toString());
    }

    static void program(Path file, String script) throws IOException {
        Files.writeString(file, script, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
