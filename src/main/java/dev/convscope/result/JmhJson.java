package dev.convscope.result;

import dev.convscope.result.GateResult.Fork;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Forks of a duel as JMH writes its results, for tools that read those.
///
/// Readers key by the name of the benchmark and take less as better, so both sides have names of
/// their own, and the score is an average time in milliseconds. Every fork counts as an iteration
/// of a fork of its own.
public final class JmhJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final double NANOS_PER_MILLI = 1e6;

    private final JsonGenerator json;
    private final GateResult result;

    private JmhJson(JsonGenerator json, GateResult result) {
        this.json = json;
        this.result = result;
    }

    /// An array of one benchmark a model and side; empty where nothing was timed in turns.
    public static String of(GateResult result) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            new JmhJson(json, result).benchmarks();
        }
        return text + "\n";
    }

    private void benchmarks() {
        Map<String, List<Fork>> benchmarks =
                result.forks().stream()
                        .collect(
                                Collectors.groupingBy(
                                        JmhJson::name, LinkedHashMap::new, Collectors.toList()));
        json.writeStartArray();
        benchmarks.forEach(this::benchmark);
        json.writeEndArray();
    }

    /// As `package.Class.method`, which readers take apart at points.
    private static String name(Fork fork) {
        return "dev.convscope.Duel."
                + fork.model().replaceAll("[^A-Za-z0-9]+", "_")
                + (fork.head() ? "_head" : "_base");
    }

    private void benchmark(String name, List<Fork> forks) {
        json.writeStartObject();
        json.writeStringProperty(
                "jmhVersion",
                result.environment().flatMap(one -> one.software().jmh()).orElse("1.37"));
        json.writeStringProperty("benchmark", name);
        json.writeStringProperty("mode", "avgt");
        json.writeNumberProperty("threads", 1);
        json.writeNumberProperty("forks", forks.size());
        json.writeStringProperty(
                "jdkVersion", result.environment().map(one -> one.software().jdk()).orElse(""));
        json.writeStringProperty(
                "vmName", result.environment().map(one -> one.software().jdkVendor()).orElse(""));
        json.writeNumberProperty("warmupIterations", 1);
        json.writeStringProperty("warmupTime", "100 ms");
        json.writeNumberProperty("warmupBatchSize", 1);
        json.writeNumberProperty("measurementIterations", 1);
        json.writeStringProperty("measurementTime", "1 s");
        json.writeNumberProperty("measurementBatchSize", 1);
        json.writeName("params");
        json.writeStartObject();
        json.writeStringProperty("model", forks.getFirst().model());
        json.writeEndObject();
        json.writeName("primaryMetric");
        metric(forks.stream().mapToDouble(fork -> fork.p50Nanos() / NANOS_PER_MILLI).toArray());
        json.writeName("secondaryMetrics");
        json.writeStartObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void metric(double[] millis) {
        double mean = Arrays.stream(millis).average().orElseThrow();
        double error = standardError(millis, mean);
        json.writeStartObject();
        json.writeNumberProperty("score", mean);
        json.writeNumberProperty("scoreError", error);
        json.writeName("scoreConfidence");
        json.writeArray(new double[] {mean - error, mean + error}, 0, 2);
        json.writeName("scorePercentiles");
        json.writeStartObject();
        double[] sorted = Arrays.stream(millis).sorted().toArray();
        json.writeNumberProperty("0.0", sorted[0]);
        json.writeNumberProperty("50.0", sorted[sorted.length / 2]);
        json.writeNumberProperty("100.0", sorted[sorted.length - 1]);
        json.writeEndObject();
        json.writeStringProperty("scoreUnit", "ms/op");
        json.writeName("rawData");
        json.writeStartArray();
        for (double one : millis) json.writeArray(new double[] {one}, 0, 1);
        json.writeEndArray();
        json.writeEndObject();
    }

    /// Of the mean over forks; none where there is one fork.
    private static double standardError(double[] values, double mean) {
        if (values.length < 2) return 0;
        double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
