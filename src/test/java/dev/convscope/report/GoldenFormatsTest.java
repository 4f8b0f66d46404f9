package dev.convscope.report;

import dev.convscope.golden.Golden;
import dev.convscope.result.CalibrationResult;
import dev.convscope.result.Result;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Every kind of result in every format, to the letter.
class GoldenFormatsTest {
    private static final Map<Format, String> SUFFIX =
            Map.of(
                    Format.TABLE, "txt",
                    Format.JSON, "json",
                    Format.CSV, "csv",
                    Format.MARKDOWN, "md");

    private static Map<String, Result> results() {
        var results = new TreeMap<String, Result>();
        results.put("models", Samples.models());
        results.put("summary", Samples.small());
        results.put("latency", Samples.latency());
        results.put("latency-paper", Samples.paper());
        results.put(
                "compare",
                Comparison.join(
                        List.of(Samples.small(), Samples.large()),
                        List.of("vector", "onnxruntime"),
                        Samples.latency(),
                        Samples.models().models()));
        results.put("verify", Samples.verified());
        results.put("verify-disagrees", Samples.disagreeing());
        results.put("doctor", Samples.doctor());
        results.put("kernels", Samples.kernels());
        results.put("profile", Samples.profile());
        results.put("gate", GateFilesTest.everyVerdict());
        results.put("calibration", calibration());
        return results;
    }

    private static CalibrationResult calibration() {
        return new CalibrationResult(
                Optional.empty(),
                List.of(
                        new CalibrationResult.Real(
                                "a", 300, 0, 1, 2, 20, 0.0099, 0.011, 4, 48, 208)),
                List.of(
                        new CalibrationResult.Simulated(
                                "a", 0.05, 2000, 1800, 0.93, 0, 0.01, 0.97)));
    }

    static Stream<Arguments> everyResultInEveryFormat() {
        return results().entrySet().stream()
                .flatMap(
                        entry ->
                                Arrays.stream(Format.values())
                                        .map(
                                                format ->
                                                        Arguments.of(
                                                                entry.getKey(),
                                                                format,
                                                                entry.getValue())));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource
    void everyResultInEveryFormat(String name, Format format, Result result) {
        Golden.assertSealed(
                "report/" + name + "." + SUFFIX.get(format),
                () -> text(format, result, Layout.plain()));
    }

    static Stream<Arguments> terminals() {
        return Stream.of(120, 80, 40)
                .flatMap(
                        columns ->
                                Stream.of(
                                                "summary", "compare", "latency", "models", "doctor",
                                                "profile")
                                        .map(name -> Arguments.of(name, columns)));
    }

    @ParameterizedTest(name = "{0} in {1} columns")
    @MethodSource("terminals")
    void tablesAdaptToTheTerminal(String name, int columns) {
        var layout = new Layout(columns, true, false, Layout.Level.LAYER);
        Golden.assertSealed(
                "report/" + name + "." + columns + ".txt",
                () -> text(Format.TABLE, results().get(name), layout));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void rowsAreSummedUp(Layout.Level level) {
        Golden.assertSealed(
                "report/summary.by-" + level + ".csv",
                () -> text(Format.CSV, Samples.small(), Layout.plain().by(level)));
    }

    static Stream<Layout.Level> levels() {
        return Stream.of(Layout.Level.BLOCK, Layout.Level.STAGE);
    }

    @ParameterizedTest
    @MethodSource("coloured")
    void coloursComeAfterTheLayout(String name) {
        var layout = new Layout(100, true, true, Layout.Level.LAYER);
        Golden.assertSealed(
                "report/" + name + ".coloured.txt",
                () -> text(Format.TABLE, results().get(name), layout));
    }

    static Stream<String> coloured() {
        return Stream.of("doctor", "verify", "verify-disagrees");
    }

    private static String text(Format format, Result result, Layout layout) {
        var out = new ByteArrayOutputStream();
        try {
            format.write(result, layout, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
