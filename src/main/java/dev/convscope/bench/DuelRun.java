package dev.convscope.bench;

import dev.convscope.result.Environment;
import dev.convscope.result.GateResult.Fork;
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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

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
    private final List<Fork> measured = new ArrayList<>();
    private final EnvironmentCapture environment;
    private boolean verified;
    private int forks;

    /// Prepares both sides; nothing is measured yet.
    ///
    /// @throws dev.convscope.base.UserException if a model or the engine is not known
    ///
    /// @param earlier forks of the same request that was interrupted; their pairs are not measured
    ///     again
    public static DuelRun open(DuelRequest request, List<Fork> earlier, Progress progress) {
        return open(request, earlier, WarmUp.Bounds.OF_DUELS, progress);
    }

    static DuelRun open(
            DuelRequest request, List<Fork> earlier, WarmUp.Bounds warmUp, Progress progress) {
        try {
            var folder = Folder.create();
            try {
                var run = new DuelRun(request, warmUp, folder, progress);
                run.measured.addAll(earlier);
                return run;
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
        this.environment = EnvironmentCapture.begin(request.seed());
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
                contestants.add(
                        new Contestant(workload, graph, request.engine(), List.of(), expected));
            }
        }

        /// Measures one fork.
        ///
        /// @param pair its place within the stage
        Fork fork(int benchmark, int stage, int pair) throws IOException, InterruptedException {
            if (host == null || !host.alive()) {
                if (host != null) host.close();
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
            long begun = System.nanoTime();
            var steal = StealMeter.start();
            host.measure(file, fork.log(), FORK_LIMIT, () -> {});
            var samples = JsonReader.samples(fork.result());
            if (samples.sampleNanos().isEmpty()) {
                throw new MeasurementException(
                        "the fork took no samples", ChildJvm.tail(fork.log()));
            }
            double[] nanos =
                    samples.sampleNanos().stream().mapToDouble(Long::doubleValue).toArray();
            return new Fork(
                    request.benchmark(benchmark),
                    stage,
                    pair,
                    this == head,
                    Percentiles.of(nanos, 0),
                    Percentiles.median(nanos),
                    (double) samples.allocatedBytes() / samples.sampleNanos().size(),
                    samples.warmupQuiet(),
                    steal.share().orElse(0.0),
                    System.nanoTime() - begun);
        }

        @Override
        public void close() {
            if (host != null) host.close();
        }
    }

    /// Measures pairs of the named benchmarks with fresh forks, and adds them to {@link #forks()}.
    ///
    /// A benchmark of which a fork fails is left out from then on; {@link #failures()} says why.
    ///
    /// @param stage 1 where everything is screened, 2 where a suspicion is confirmed
    /// @param benchmarks some of those of the request
    /// @param afterPair called after each pair, so that what is there can be kept
    /// @throws InterruptedException if this thread is interrupted; children are ended by
    ///     {@link #close()}, and the forks so far stay
    public void measure(int stage, Set<String> benchmarks, int pairs, Runnable afterPair)
            throws InterruptedException {
        try {
            verifyOnce();
            measured(stage, benchmarks, pairs, afterPair);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All forks so far, in the order they ran.
    public List<Fork> forks() {
        return List.copyOf(measured);
    }

    /// The machine and the software meanwhile.
    public Environment environment() {
        return environment.end(
                Optional.empty(),
                measured.stream()
                        .map(fork -> fork.model() + (fork.head() ? " head" : " base"))
                        .toList(),
                Optional.empty());
    }

    /// Why benchmarks are missing, by benchmark.
    public Map<String, MeasurementException> failures() {
        return Map.copyOf(failures);
    }

    private void verifyOnce() throws IOException, InterruptedException {
        if (verified) return;
        verified = true;
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

    private void measured(int stage, Set<String> benchmarks, int pairs, Runnable afterPair)
            throws IOException, InterruptedException {
        var pace =
                new Pace(
                        progress,
                        System::nanoTime,
                        0,
                        (long) benchmarks.size() * pairs,
                        request.time().plusSeconds(3).multipliedBy(2));
        var random = new Random(request.seed() + stage);
        boolean baseFirst = true;
        for (int pair = 0; pair < pairs; pair++) {
            baseFirst = pair % 2 == 0 ? random.nextBoolean() : !baseFirst;
            for (int i = 0; i < request.base().models().size(); i++) {
                String name = request.benchmark(i);
                if (!benchmarks.contains(name) || isThere(i, stage, pair)) continue;
                pace.beginFork(
                        name
                                + (stage == 1 ? ", pair " : ", confirming pair ")
                                + (pair + 1)
                                + " of "
                                + pairs);
                if (!failures.containsKey(name)) measurePair(i, stage, pair, baseFirst);
                pace.endFork();
                afterPair.run();
            }
        }
    }

    private boolean isThere(int benchmark, int stage, int pair) {
        return measured.stream().filter(of(benchmark, stage, pair)).count() == 2;
    }

    private Predicate<Fork> of(int benchmark, int stage, int pair) {
        return fork ->
                fork.model().equals(request.benchmark(benchmark))
                        && fork.stage() == stage
                        && fork.pair() == pair;
    }

    private void measurePair(int benchmark, int stage, int pair, boolean baseFirst)
            throws IOException, InterruptedException {
        try {
            // A fork without its partner is from before an interruption.
            measured.removeIf(of(benchmark, stage, pair));
            for (Side side : baseFirst ? List.of(base, head) : List.of(head, base)) {
                measured.add(side.fork(benchmark, stage, pair));
            }
        } catch (MeasurementException e) {
            LatencyRun.waitForAnInterrupt();
            failures.put(request.benchmark(benchmark), e);
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
