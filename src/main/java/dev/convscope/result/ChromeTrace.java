package dev.convscope.result;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

import java.io.IOException;
import java.io.OutputStream;

/// Writes a profile as a trace that `chrome://tracing` and Perfetto show: the steps of one
/// inference one after the other, each as long as it takes on average.
public final class ChromeTrace {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private ChromeTrace() {}

    /// Closes `out`.
    public static void write(ProfileResult profile, OutputStream out) throws IOException {
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("displayTimeUnit", "ns");
            json.writeArrayPropertyStart("traceEvents");
            double micros = 0;
            for (var step : profile.steps()) {
                event(json, step, micros);
                micros += step.nanos() / 1e3;
            }
            json.writeEndArray();
            json.writeStringProperty("model", profile.model());
            json.writeEndObject();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    /// A complete event; times are in microseconds.
    private static void event(JsonGenerator json, ProfileResult.Step step, double start) {
        json.writeStartObject();
        json.writeStringProperty(
                "name", step.layers().isEmpty() ? step.kernel() : step.layers().getFirst());
        json.writeStringProperty("cat", step.bound().toString());
        json.writeStringProperty("ph", "X");
        json.writeNumberProperty("ts", start);
        json.writeNumberProperty("dur", step.nanos() / 1e3);
        json.writeNumberProperty("pid", 1);
        json.writeNumberProperty("tid", 1);
        json.writeObjectPropertyStart("args");
        json.writeNumberProperty("step", step.step());
        json.writeStringProperty("kernel", step.kernel());
        json.writeStringProperty("layers", String.join(" ", step.layers()));
        json.writeNumberProperty("macs", step.macs());
        json.writeNumberProperty("bytes", step.bytes());
        json.writeNumberProperty("gflopPerSecond", step.gflopPerSecond());
        json.writeNumberProperty("shareOfRoof", step.shareOfRoof());
        json.writeEndObject();
        json.writeEndObject();
    }
}
