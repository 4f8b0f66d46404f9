package dev.convscope.bench;

import dev.convscope.result.ForkResult;
import dev.convscope.result.JsonReader;
import dev.convscope.result.Latency;
import dev.convscope.result.LatencyResult;
import dev.convscope.result.Peak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One measurement from its request to its result: references first, then interleaved forks.
final class LatencyRun implements AutoCloseable {
    private static final Duration FORK_LIMIT = Duration.ofMinutes(15);

    private final LatencyRequest request;
    private final WarmUp.Bounds warmUp;
    private final Folder folder;
    private final List<Contestant> contestants = new ArrayList<>();
    private final References references;
    private final List<Integer> turns;
    private final ResidentMemory memory;
    private final Pace pace;
    private final List<String> startOrder = new ArrayList<>();
    private Optional<ForkResult.Jvm> jvm = Optional.empty();
    private Optional<Peak> peak = Optional.empty();
    private final long started = System.nanoTime();
    private long roundNanos;
    private Host host;

    /// @param folder for what the children read and write
    LatencyRun(LatencyRequest request, WarmUp.Bounds warmUp, Folder folder, Progress progress) {
        this.request = request;
        this.warmUp = warmUp;
        this.folder = folder;
        this.references = new References(folder);
        for (String model : request.models()) enter(model);
        this.turns = Schedule.of(contestants.size(), request.forks(), request.seed());
        this.memory = new ResidentMemory(folder.path());
        this.pace =
                new Pace(
                        progress,
                        System::nanoTime,
                        references.guess(),
                        turns.stream().map(turn -> contestants.get(turn).guess(request)).toList());
        request.budget().ifPresent(pace::endAfter);
    }

    private void enter(String model) {
        var workload = new Workload(model, request.options(), request.seed());
        var graph = workload.graph();
        Path expected = references.add(workload, graph);
        for (String engine : request.engines()) {
            contestants.add(new Contestant(workload, graph, engine, flags(), expected));
        }
        for (String flag : request.conditions().triedFlags()) {
            contestants.add(Contestant.trying(flag, workload, graph, flags(), expected));
        }
    }

    private List<String> flags() {
        return request.conditions().width().flags();
    }

    /// Measures everything, or what there is time for until this thread is interrupted.
    ///
    /// @throws MeasurementException if not even the machine's peak can be measured
    LatencyResult complete() throws IOException {
        return complete(_ -> {});
    }

    /// The same, told after every fork what there is so far.
    LatencyResult complete(Consumer<LatencyResult> soFar) throws IOException {
        var environment = EnvironmentCapture.begin(request.seed());
        boolean complete = true;
        try {
            computeReferences();
            var affinity = request.conditions().affinity();
            peak = Optional.of(MachineProbe.run(request.threads(), affinity, flags()).peak());
            request.conditions().width().check(peak.get().vectorBits());
            for (var contestant : contestants) memory.ofEmptyJvm(contestant.flags());
            measureRounds(() -> soFar.accept(result(environment, false)));
        } catch (InterruptedException e) {
            complete = false;
        }
        return result(environment, complete);
    }

    private LatencyResult result(EnvironmentCapture environment, boolean complete) {
        return new LatencyResult(
                environment.end(jvm, startOrder, peak),
                complete,
                request.conditions().described(),
                Ratios.beside(
                        contestants.stream().flatMap(one -> latency(one).stream()).toList(),
                        request.conditions().protocol()),
                contestants.stream().flatMap(one -> one.failure().stream()).toList());
    }

    private Optional<Latency> latency(Contestant contestant) {
        return contestant.latency(request, peak, memory.known(contestant.flags()));
    }

    /// Rounds of one fork each, as long as the budget has room for another.
    private void measureRounds(Runnable afterFork) throws IOException, InterruptedException {
        int order = 0;
        for (int round = 0; round < request.forks(); round++) {
            long begun = System.nanoTime();
            if (round >= LatencyRequest.LEAST_FORKS && begun + roundNanos > deadline()) return;
            for (int i = 0; i < contestants.size(); i++) {
                measure(contestants.get(turns.get(order)), order++);
                afterFork.run();
            }
            roundNanos = System.nanoTime() - begun;
        }
    }

    private long deadline() {
        return request.budget().map(budget -> started + budget.toNanos()).orElse(Long.MAX_VALUE);
    }

    private void computeReferences() throws IOException, InterruptedException {
        pace.beginReferences();
        var failures = references.computeAll(pace::tick);
        pace.endReferences();
        for (var contestant : contestants) {
            var failure = failures.get(contestant.workload());
            if (failure != null) contestant.fail(failure.getMessage(), failure.log());
        }
    }

    private void measure(Contestant contestant, int order)
            throws IOException, InterruptedException {
        pace.beginFork(
                contestant.label()
                        + ", fork "
                        + (order / contestants.size() + 1)
                        + " of "
                        + request.forks());
        if (contestant.failure().isEmpty()) {
            try {
                fork(contestant, order);
            } catch (MeasurementException e) {
                waitForAnInterrupt();
                contestant.fail(e.getMessage(), e.log());
            }
        }
        pace.endFork();
    }

    private void fork(Contestant contestant, int order) throws IOException, InterruptedException {
        startOrder.add(contestant.label());
        var noise = StealMeter.start();
        ForkRequest fork = contestant.request(request, warmUp, folder.path(), order);
        Path file = folder.path().resolve("fork-" + order + ".properties");
        fork.write(file);
        try {
            host().measure(file, fork.log(), FORK_LIMIT, pace::tick);
        } catch (MeasurementException e) {
            // A fork that disagrees fails, too, but leaves a result that says so.
            if (!fork.result().toFile().exists()) throw e;
        }
        var result = JsonReader.read(fork.result(), ForkResult.class);
        if (result.verified().agrees() && result.sampleNanos().isEmpty()) {
            throw new MeasurementException("the fork took no samples", ChildJvm.tail(fork.log()));
        }
        jvm = Optional.of(result.jvm());
        contestant.add(result, order, noise.share().orElse(0.0));
    }

    private Host host() {
        if (host == null || !host.alive()) {
            if (host != null) host.close();
            host =
                    new Host(
                            ChildJvm.ownClassPath(),
                            request.conditions().affinity(),
                            folder.path().resolve("host.log"));
        }
        return host;
    }

    /// Ctrl-C reaches the children before it reaches this thread: a fork that just ended may have
    /// been ended by it.
    static void waitForAnInterrupt() throws InterruptedException {
        Thread.sleep(300);
    }

    @Override
    public void close() {
        if (host != null) host.close();
    }
}
