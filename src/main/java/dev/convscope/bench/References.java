package dev.convscope.bench;

import dev.convscope.analysis.NetworkCost;
import dev.convscope.graph.Graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;

/// The outputs that every engine has to agree with, computed once per workload in child JVMs, as
/// many at a time as there are processors: nothing is timed yet.
final class References {
    private static final long TICK_MILLIS = 50;

    /// For a first guess at how long the reference engine takes.
    private static final double NANOS_PER_MAC = 0.8;

    private final Folder folder;
    private final String name;
    private final String classPath;
    private final Map<Workload, Job> jobs = new LinkedHashMap<>();

    References(Folder folder) {
        this(folder, "reference", ChildJvm.ownClassPath());
    }

    /// @param name of its files in the folder
    /// @param classPath of the build whose reference it is
    References(Folder folder, String name, String classPath) {
        this.folder = folder;
        this.name = name;
        this.classPath = classPath;
    }

    private record Job(Path properties, Path output, Path log, long heapBytes, Duration guess) {}

    private record Running(Workload workload, Job job, Process process) {}

    /// Plans the output of a workload.
    ///
    /// @return the file that it will be in
    Path add(Workload workload, Graph graph) {
        String prefix = name + "-" + jobs.size();
        return jobs.computeIfAbsent(
                        workload,
                        _ ->
                                new Job(
                                        folder.path().resolve(prefix + ".properties"),
                                        folder.path().resolve(prefix + ".floats"),
                                        folder.path().resolve(prefix + ".log"),
                                        HeapSize.of(workload.model(), graph),
                                        guess(graph)))
                .output();
    }

    private static Duration guess(Graph graph) {
        double seconds = 1.5 + NANOS_PER_MAC * 1e-9 * NetworkCost.of(graph).macs();
        return Duration.ofMillis((long) (1e3 * seconds));
    }

    /// What all of them will take, roughly.
    Duration guess() {
        return jobs.values().stream()
                .map(Job::guess)
                .reduce(Duration.ZERO, Duration::plus)
                .dividedBy(width());
    }

    /// Computes all of them, the largest first.
    ///
    /// @param tick called a few times a second meanwhile
    /// @return those that could not be computed, and why
    Map<Workload, MeasurementException> computeAll(Runnable tick)
            throws InterruptedException, IOException {
        Queue<Workload> waiting =
                new ArrayDeque<>(jobs.keySet().stream().sorted(largest()).toList());
        List<Running> running = new ArrayList<>();
        Map<Workload, MeasurementException> failures = new HashMap<>();
        try {
            while (!waiting.isEmpty() || !running.isEmpty()) {
                while (!waiting.isEmpty() && running.size() < width()) {
                    running.add(start(waiting.remove()));
                }
                Thread.sleep(TICK_MILLIS);
                tick.run();
                running.stream()
                        .filter(one -> !one.process().isAlive())
                        .forEach(one -> check(one, failures));
                running.removeIf(one -> !one.process().isAlive());
            }
        } finally {
            running.forEach(one -> ChildJvm.kill(one.process()));
        }
        return failures;
    }

    private Comparator<Workload> largest() {
        return Comparator.comparingLong((Workload workload) -> jobs.get(workload).heapBytes())
                .reversed();
    }

    /// As many as have a processor each, and half of the memory together.
    private int width() {
        long most = jobs.values().stream().mapToLong(Job::heapBytes).max().orElse(1);
        long fitting = Math.max(1, HeapSize.memoryBytes() / 2 / most);
        return (int) Math.min(Runtime.getRuntime().availableProcessors(), fitting);
    }

    private Running start(Workload workload) throws IOException {
        Job job = jobs.get(workload);
        var properties = new Properties();
        workload.putInto(properties);
        try (var out = Files.newBufferedWriter(job.properties())) {
            properties.store(out, null);
        }
        var process =
                ChildJvm.start(
                        new ForkFlags(job.heapBytes()).all(),
                        classPath,
                        ReferenceOutput.class.getName(),
                        List.of(job.properties().toString(), job.output().toString()),
                        job.log());
        return new Running(workload, job, process);
    }

    private static void check(Running ended, Map<Workload, MeasurementException> failures) {
        if (ended.process().exitValue() == 0) return;
        failures.put(
                ended.workload(),
                new MeasurementException(
                        "the reference engine failed", ChildJvm.tail(ended.job().log())));
    }
}
