package dev.convscope.bench;

import dev.convscope.result.ForkResult;
import dev.convscope.result.JsonReader;
import dev.convscope.statistics.Percentiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Measures two builds in pairs of forks, first the one, then the other, in an order drawn anew
/// for each block of two pairs (A B B A or B A A B). All benchmarks take part in every pair.
///
/// Both sides stay open between the stages, so that a confirmation uses the same verified outputs.
public final class DuelRun implements AutoCloseable {
    private static final Duration FORK_LIMIT = Duration.ofMinutes(15);

    private final DuelRequest request;
    private final Progress progress;
    private final WarmUp.Bounds warmUp;
    private final Folder folder;
    private final Side base;
    private final Side head;
    private final Map<String, MeasurementException> failures = new LinkedHashMap<>();
    private int forks;

    /// Prepares both sides; nothing is measured yet.
    ///
    /// @throws dev.convscope.base.UserException if a model or the engine is not known
    public static DuelRun open(DuelRequest request, Progress progress) {
        return open(request, WarmUp.Bounds.DEFAULT, progress);
    }

    static DuelRun open(DuelRequest request, WarmUp.Bounds warmUp, Progress progress) {
        try {
            var folder = Folder.create();
            try {
                return new DuelRun(request, warmUp, folder, progress);
            } catch (RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DuelRun(DuelRequest request, WarmUp.Bounds warmUp, Folder folder, Progress progress) {
        this.request = request;
        this.warmUp = warmUp;
        this.folder = folder;
        this.progress = progress;
        this.base = new Side("base", request.base());
        this.head = new Side("head", request.head());
    }

    /// One build with its host and its benchmarks.
    private final class Side implements AutoCloseable {
        private final String name;
        private final DuelSide side;
        private final References references;
        private final List<Contestant> contestants = new ArrayList<>();
        private Host host;

        Side(String name, DuelSide side) {
            this.name = name;
            this.side = side;
            this.references = new References(folder, name, side.classPath());
            for (String model : side.models()) {
                var workload = new Workload(model, Map.of(), request.seed());
                var graph = workload.graph();
                Path expected = references.add(workload, graph);
                contestants.add(new Contestant(workload, graph, request.engine(), expected));
            }
        }

        /// The median of one fork, in nanoseconds.
        double fork(int benchmark) throws IOException, InterruptedException {
            if (host == null || !host.alive()) {
                host = new Host(side.classPath(), folder.path().resolve(name + "-host.log"));
            }
            ForkRequest fork =
                    contestants
                            .get(benchmark)
                            .request(
                                    request.threads(),
                                    request.batch(),
                                    request.time(),
                                    warmUp,
                                    folder.path(),
                                    forks++);
            Path file = folder.path().resolve("fork-" + forks + ".properties");
            fork.write(file);
            host.measure(file, fork.log(), FORK_LIMIT, () -> {});
            var result = JsonReader.read(fork.result(), ForkResult.class);
            return Percentiles.median(
                    result.sampleNanos().stream().mapToDouble(Long::doubleValue).toArray());
        }

        @Override
        public void close() {
            if (host != null) host.close();
        }
    }

    /// Fork medians of one benchmark, pair by pair.
    ///
    /// @param base nanoseconds
    /// @param head nanoseconds, as many
    public record Pairs(List<Double> base, List<Double> head) {
        public Pairs {
            base = List.copyOf(base);
            head = List.copyOf(head);
        }
    }

    /// Measures pairs of the named benchmarks with fresh forks.
    ///
    /// A benchmark of which a fork fails is left out; {@link #failures()} says why.
    ///
    /// @param benchmarks some of those of the request
    /// @throws InterruptedException if this thread is interrupted; children are ended by
    ///     {@link #close()}
    public Map<String, Pairs> measure(Set<String> benchmarks, int pairs)
            throws InterruptedException {
        try {
            verifyOnce();
            return measured(benchmarks, pairs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Why benchmarks are missing, by benchmark.
    public Map<String, MeasurementException> failures() {
        return Map.copyOf(failures);
    }

    private void verifyOnce() throws IOException, InterruptedException {
        if (forks > 0) return;
        for (Side side : List.of(base, head)) {
            var failed =
                    side.references.computeAll(
                            () -> progress.at(side.name + ": reference outputs", 0, Duration.ZERO));
            for (int i = 0; i < side.contestants.size(); i++) {
                var failure = failed.get(side.contestants.get(i).workload());
                if (failure != null) failures.put(request.benchmark(i), failure);
            }
        }
    }

    private Map<String, Pairs> measured(Set<String> benchmarks, int pairs)
            throws IOException, InterruptedException {
        Map<String, List<Double>> before = new LinkedHashMap<>();
        Map<String, List<Double>> now = new LinkedHashMap<>();
        var pace =
                new Pace(
                        progress,
                        System::nanoTime,
                        0,
                        (long) benchmarks.size() * pairs,
                        request.time().plusSeconds(3).multipliedBy(2));
        var random = new Random(request.seed() + forks);
        boolean baseFirst = true;
        for (int pair = 0; pair < pairs; pair++) {
            baseFirst = pair % 2 == 0 ? random.nextBoolean() : !baseFirst;
            for (int i = 0; i < request.base().models().size(); i++) {
                String name = request.benchmark(i);
                if (!benchmarks.contains(name)) continue;
                pace.beginFork(name + ", pair " + (pair + 1) + " of " + pairs);
                if (!failures.containsKey(name)) measurePair(name, i, baseFirst, before, now);
                pace.endFork();
            }
        }
        Map<String, Pairs> measured = new LinkedHashMap<>();
        for (String name : new TreeSet<>(before.keySet())) {
            if (failures.containsKey(name)) continue;
            measured.put(name, new Pairs(before.get(name), now.get(name)));
        }
        return measured;
    }

    private void measurePair(
            String name,
            int benchmark,
            boolean baseFirst,
            Map<String, List<Double>> before,
            Map<String, List<Double>> now)
            throws IOException, InterruptedException {
        try {
            double first = (baseFirst ? base : head).fork(benchmark);
            double second = (baseFirst ? head : base).fork(benchmark);
            before.computeIfAbsent(name, _ -> new ArrayList<>()).add(baseFirst ? first : second);
            now.computeIfAbsent(name, _ -> new ArrayList<>()).add(baseFirst ? second : first);
        } catch (MeasurementException e) {
            failures.put(name, e);
        }
    }

    @Override
    public void close() {
        base.close();
        head.close();
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
