package dev.convscope.bench;

import dev.convscope.result.LatencyResult.Protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/// What one fork has to measure, written as a file that the build under test reads.
///
/// @param exact whether the vector engine has to compute every convolution directly
/// @param time timed inferences, at least three
/// @param warmUp bounds of what comes before them
/// @param heapBytes heap of the fork
/// @param extraFlags flags after those of {@link ForkFlags}
/// @param expected file with the output of the reference
/// @param result file to write the {@link dev.convscope.result.ForkResult} to
/// @param log file to write everything else to
record ForkRequest(
        Workload workload,
        String engine,
        int threads,
        int batch,
        boolean exact,
        Protocol protocol,
        Duration time,
        WarmUp.Bounds warmUp,
        long heapBytes,
        List<String> extraFlags,
        Path expected,
        Path result,
        Path log) {

    ForkRequest {
        extraFlags = List.copyOf(extraFlags);
    }

    List<String> flags() {
        return new ForkFlags(heapBytes).and(extraFlags);
    }

    void write(Path file) throws IOException {
        var properties = new Properties();
        workload.putInto(properties);
        properties.setProperty("engine", engine);
        properties.setProperty("threads", Integer.toString(threads));
        properties.setProperty("batch", Integer.toString(batch));
        properties.setProperty("exact", Boolean.toString(exact));
        properties.setProperty("protocol", protocol.name());
        properties.setProperty("time", time.toString());
        properties.setProperty("warmup.least", warmUp.least().toString());
        properties.setProperty("warmup.most", warmUp.most().toString());
        properties.setProperty("warmup.busyShare", Double.toString(warmUp.busyShare()));
        properties.setProperty("heap", Long.toString(heapBytes));
        properties.setProperty("flags", String.join("\n", extraFlags));
        properties.setProperty("expected", expected.toString());
        properties.setProperty("result", result.toString());
        properties.setProperty("log", log.toString());
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    static ForkRequest read(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return new ForkRequest(
                Workload.from(properties),
                properties.getProperty("engine"),
                Integer.parseInt(properties.getProperty("threads")),
                Integer.parseInt(properties.getProperty("batch")),
                Boolean.parseBoolean(properties.getProperty("exact")),
                Protocol.valueOf(properties.getProperty("protocol", "FORKS")),
                Duration.parse(properties.getProperty("time")),
                new WarmUp.Bounds(
                        Duration.parse(properties.getProperty("warmup.least")),
                        Duration.parse(properties.getProperty("warmup.most")),
                        Double.parseDouble(
                                properties.getProperty(
                                        "warmup.busyShare",
                                        Double.toString(WarmUp.Bounds.DEFAULT.busyShare())))),
                Long.parseLong(properties.getProperty("heap")),
                properties.getProperty("flags").lines().toList(),
                Path.of(properties.getProperty("expected")),
                Path.of(properties.getProperty("result")),
                Path.of(properties.getProperty("log")));
    }
}
