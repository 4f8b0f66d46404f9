package dev.convscope.report;

import dev.convscope.result.GateResult;
import dev.convscope.result.JmhJson;
import dev.convscope.result.JsonWriter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What CI systems read of a gate's result.
public final class GateFiles {
    private GateFiles() {}

    /// Contents by file name: the result itself, a pull-request comment, JUnit's report, JMH's
    /// JSON and GitHub's annotations.
    public static Map<String, String> of(GateResult result) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("gate.json", json(result));
        files.put("report.md", comment(result));
        files.put("junit.xml", JUnitXml.render(result));
        files.put("jmh-result.json", JmhJson.of(result));
        files.put("annotations.txt", annotations(result));
        return files;
    }

    /// A pull-request comment.
    public static String comment(GateResult result) {
        return GateComment.render(result);
    }

    /// Workflow commands, a line each.
    public static String annotations(GateResult result) {
        return GateAnnotations.render(result);
    }

    private static String json(GateResult result) {
        var text = new ByteArrayOutputStream();
        try {
            JsonWriter.write(result, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
