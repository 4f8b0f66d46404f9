package dev.convscope.bench;

import dev.convscope.base.Machine;
import dev.convscope.graph.Node;
import dev.convscope.graph.Parameter;
import dev.convscope.model.Model;
import dev.convscope.plan.Planner;
import dev.convscope.weights.Weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// A child JVM that counts what networks and their plans consist of, in this build or another one.
///
/// Plans depend on vector width, registers and caches. They are made for one machine of each width
/// with the same caches, not for the one that it runs on: numbers of equal species compare, and
/// every machine gives the numbers of all three.
public final class PlanCounts {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String SEPARATOR = "\n";

    private PlanCounts() {}

    private static List<Machine> machines() {
        return List.of(machine(128, 16), machine(256, 16), machine(512, 32));
    }

    private static Machine machine(int bits, int registers) {
        return new Machine(bits, registers, 32 << 10, 1 << 20, 32 << 20);
    }

    /// Every model's totals, operators, and steps and working memory of its plans: `params`,
    /// `planSteps256`, `arenaBytes256`.
    ///
    /// @param classPath of the build that counts; an older one may know fewer metrics
    /// @return by model, then by metric
    /// @throws MeasurementException if the child fails
    static Map<String, Map<String, Long>> of(String classPath, List<String> models)
            throws InterruptedException {
        try (var folder = Folder.create()) {
            Path log = folder.path().resolve("plans.log");
            Path file = folder.path().resolve("plans.properties");
            List<String> words = new ArrayList<>(List.of(file.toString()));
            words.addAll(models);
            long heap =
                    models.stream()
                            .mapToLong(model -> HeapSize.of(model, workload(model).graph()))
                            .max()
                            .orElseThrow();
            var child =
                    ChildJvm.start(
                            new ForkFlags(heap).all(),
                            classPath,
                            PlanCounts.class.getName(),
                            words,
                            log);
            ChildJvm.await(child, "the JVM that counts plans", LIMIT, log);
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Map<String, Long>> read(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            String[] parts = key.split(SEPARATOR);
            counts.computeIfAbsent(parts[0], _ -> new TreeMap<>())
                    .put(parts[1], Long.parseLong(properties.getProperty(key)));
        }
        return counts;
    }

    /// @param arguments the file for the counts, then the models
    public static void main(String[] arguments) throws IOException {
        var properties = new Properties();
        for (String model : Arrays.asList(arguments).subList(1, arguments.length)) {
            GateMeasurement.counts(Model.of(model).graph())
                    .forEach(
                            (metric, count) ->
                                    properties.setProperty(
                                            model + SEPARATOR + metric, Long.toString(count)));
            var graph = workload(model).graph();
            for (Machine machine : machines()) {
                var plan = Planner.plan(graph, new Blank(), machine);
                String key = model + SEPARATOR;
                properties.setProperty(
                        key + "planSteps" + machine.vectorBits(),
                        Integer.toString(plan.steps().size()));
                properties.setProperty(
                        key + "arenaBytes" + machine.vectorBits(),
                        Long.toString((long) Float.BYTES * plan.arenaLength()));
            }
        }
        try (var out = Files.newBufferedWriter(Path.of(arguments[0]))) {
            properties.store(out, null);
        }
    }

    private static Workload workload(String model) {
        return new Workload(model, Map.of(), 1);
    }

    /// What a plan consists of does not depend on the values that it packs.
    private record Blank() implements Weights {
        @Override
        public float[] tensor(Node node, Parameter parameter) {
            long elements =
                    node.parameters().stream()
                            .filter(spec -> spec.parameter() == parameter)
                            .findFirst()
                            .orElseThrow()
                            .elements();
            float[] values = new float[Math.toIntExact(elements)];
            Arrays.fill(values, 1);
            return values;
        }
    }
}
