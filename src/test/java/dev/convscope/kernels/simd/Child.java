package dev.convscope.kernels.simd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A fresh JVM of this JDK on the tests' class path, and what it printed.
record Child(int exitCode, List<String> lines) {
    /// What a program that embeds the library has to set, and nothing else.
    static final List<String> PLAIN = List.of("--add-modules=jdk.incubator.vector");

    static Child run(Class<?> main, List<String> flags, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                .forEach(builder.environment()::remove);
        var process = builder.start();
        try {
            var output = process.getInputStream().readAllBytes();
            int exit = process.waitFor();
            return new Child(exit, new String(output, StandardCharsets.UTF_8).lines().toList());
        } finally {
            process.destroyForcibly();
        }
    }

    /// The lines that begin with a word.
    List<String> lines(String word) {
        return lines.stream().filter(line -> line.startsWith(word + " ")).toList();
    }
}
