package dev.convscope.bench;

import dev.convscope.engine.Engine;
import dev.convscope.engine.Engines;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// A child JVM that runs one network once in the reference engine and writes its output down.
public final class ReferenceOutput {
    private ReferenceOutput() {}

    /// @param arguments a file of workload properties, and the file to write the floats to
    public static void main(String[] arguments) throws IOException {
        var properties = new Properties();
        try (BufferedReader in = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(in);
        }
        var workload = Workload.from(properties);
        var graph = workload.graph();
        try (var session =
                Engines.named("reference")
                        .prepare(
                                graph,
                                workload.weights(graph),
                                new Engine.Options(Runtime.getRuntime().availableProcessors()))) {
            float[] output = new float[session.outputLength()];
            session.run(workload.input(graph), output);
            FloatFile.write(Path.of(arguments[1]), output);
        }
    }
}
