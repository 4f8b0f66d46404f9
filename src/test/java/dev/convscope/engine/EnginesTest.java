package dev.convscope.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class EnginesTest {
    @Test
    void findsEachEngineByItsName() {
        for (String name : Engines.names()) {
            assertThat(Engines.named(name).name()).isEqualTo(name);
        }
        assertThat(Engines.names()).contains("reference", "onnxruntime");
    }

    @ParameterizedTest
    @CsvSource({"onxruntime, onnxruntime", "referense, reference", "onnx-runtime, onnxruntime"})
    void suggestsTheNearestName(String typed, String meant) {
        assertThatThrownBy(() -> Engines.named(typed))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no engine '" + typed + "'")
                .hasMessageContaining("reference, onnxruntime")
                .extracting(e -> ((UserException) e).remedy())
                .isEqualTo("did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tensorflow", "x"})
    void suggestsNothingForAStrangeName(String typed) {
        assertThatThrownBy(() -> Engines.named(typed))
                .isInstanceOf(UserException.class)
                .extracting(e -> ((UserException) e).remedy())
                .isEqualTo("");
    }

    @Test
    void saysWhenOnnxRuntimeIsNotInstalled() throws Exception {
        var without =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(
                                entry ->
                                        !Path.of(entry)
                                                .getFileName()
                                                .toString()
                                                .contains("onnxruntime"))
                        .toList();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                List.of(
                                        java,
                                        "-cp",
                                        String.join(File.pathSeparator, without),
                                        PrepareOnnxRuntime.class.getName()))
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output.strip())
                .isEqualTo(
                        "the onnxruntime engine is not installed: its library is not on the class"
                                + " path");
    }

    /// A process that may not have ONNX Runtime; prints what the user would see.
    static final class PrepareOnnxRuntime {
        private PrepareOnnxRuntime() {}

        public static void main(String[] args) {
            try {
                Agreement.of(SmallGraphs.all().getFirst()).run("onnxruntime");
                System.out.println("ran");
            } catch (UserException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
