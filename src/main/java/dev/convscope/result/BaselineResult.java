package dev.convscope.result;

import dev.convscope.base.UserException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a gate compares with: recorded on purpose, kept in git, read by people in a diff.
///
/// @param profile digest of the settings it was recorded with
/// @param complete false if recording was interrupted or a model failed
/// @param environment of the times; absent if none were recorded
/// @param benchmarks one a model of the profile
/// @param seal digest of everything else: a baseline is recorded anew, not edited
public record BaselineResult(
        String profile,
        boolean complete,
        Optional<Environment> environment,
        List<Benchmark> benchmarks,
        String seal)
        implements Result {
    public BaselineResult {
        benchmarks = List.copyOf(benchmarks);
    }

    /// One with its seal.
    public static BaselineResult sealed(
            String profile,
            boolean complete,
            Optional<Environment> environment,
            List<Benchmark> benchmarks) {
        var open = new BaselineResult(profile, complete, environment, benchmarks, "");
        return new BaselineResult(profile, complete, environment, benchmarks, open.digest());
    }

    /// Reads one that nobody changed.
    ///
    /// @throws UserException if the file is damaged, of another version or edited
    public static BaselineResult read(Path file) throws IOException {
        BaselineResult read;
        try {
            read = JsonReader.read(file, BaselineResult.class);
        } catch (NoSuchFileException e) {
            throw UserException.about("there is no such baseline")
                    .where(file.toString())
                    .remedy("record one with 'gate record PROFILE -o " + file + "'")
                    .cause(e)
                    .build();
        }
        var open =
                new BaselineResult(
                        read.profile, read.complete, read.environment, read.benchmarks, "");
        if (!read.seal.equals(open.digest())) {
            throw UserException.about("this baseline was changed after it was recorded")
                    .where(file.toString())
                    .found(read.seal)
                    .expected("the seal " + open.digest())
                    .remedy("record it anew with 'gate record --force' and review the difference")
                    .build();
        }
        return read;
    }

    private String digest() {
        var text = new ByteArrayOutputStream();
        try {
            JsonWriter.write(this, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(text.toByteArray());
    }

    /// One model.
    ///
    /// @param exact numbers that do not depend on the machine, by metric
    /// @param forkNanos the median of each fork, in the order they ran; empty if none were recorded
    public record Benchmark(
            String model,
            String engine,
            int threads,
            int batch,
            SortedMap<String, Long> exact,
            List<Long> forkNanos) {
        public Benchmark {
            exact = Collections.unmodifiableSortedMap(new TreeMap<>(exact));
            forkNanos = List.copyOf(forkNanos);
        }

        /// With the metrics in any order.
        public static Benchmark of(
                String model,
                String engine,
                int threads,
                int batch,
                Map<String, Long> exact,
                List<Long> forkNanos) {
            return new Benchmark(model, engine, threads, batch, new TreeMap<>(exact), forkNanos);
        }
    }
}
