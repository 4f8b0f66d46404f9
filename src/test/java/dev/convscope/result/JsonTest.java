package dev.convscope.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

class JsonTest {
    private static final VerifyResult VERIFIED =
            new VerifyResult(
                    "mobilenet-v2",
                    "vector",
                    "reference",
                    OptionalDouble.of(0.000012),
                    OptionalDouble.empty(),
                    1e-4,
                    true,
                    List.of());

    private static final ModelsResult MODELS =
            new ModelsResult(
                    List.of(
                            new ModelsResult.Row(
                                    "a",
                                    "EfficientNet",
                                    224,
                                    1,
                                    2_500_000_000L,
                                    Optional.of("5.3M"),
                                    Optional.empty(),
                                    OptionalDouble.of(77.1),
                                    OptionalDouble.empty(),
                                    "ICML 2019"),
                            new ModelsResult.Row(
                                    "b",
                                    "ResNet",
                                    32,
                                    1,
                                    2,
                                    Optional.empty(),
                                    Optional.empty(),
                                    OptionalDouble.empty(),
                                    OptionalDouble.empty(),
                                    "")));

    @ParameterizedTest
    @ValueSource(strings = {"", "en-US", "ru-RU", "ar-EG-u-nu-arab"})
    void writesOneRowALineWhateverTheLocale(String locale) throws IOException {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            assertThat(text(MODELS))
                    .isEqualTo(
                            """
                            {
                              "schema": "convscope/models/v1",
                              "models": [
                                {"name": "a", "family": "EfficientNet", "input": 224, "params": 1, \
                            "macs": 2500000000, "publishedParams": "5.3M", \
                            "publishedFlops": null, "top1": 77.1, "top5": null, "source": "ICML 2019"},
                                {"name": "b", "family": "ResNet", "input": 32, "params": 1, \
                            "macs": 2, "publishedParams": null, "publishedFlops": null, \
                            "top1": null, "top5": null, "source": ""}]
                            }
                            """);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        assertThat(JsonReader.parse("a.json", text(MODELS), ModelsResult.class)).isEqualTo(MODELS);
        assertThat(JsonReader.parse("a.json", text(VERIFIED), VerifyResult.class))
                .isEqualTo(VERIFIED);
    }

    @Test
    void refusesToWriteANumberThatIsNone() {
        var broken =
                new VerifyResult(
                        "a",
                        "b",
                        "c",
                        OptionalDouble.of(Double.NaN),
                        OptionalDouble.empty(),
                        1e-4,
                        false,
                        List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWriter.write(broken, OutputStream.nullOutputStream()))
                .withMessageContaining("finite");
    }

    @Test
    void passesOnWhatTheStreamSays() {
        var closed =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> JsonWriter.write(VERIFIED, closed))
                .withMessage("Broken pipe");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    an unknown key        | "ok": true        | "ok": true, "surprise": 1
                    a missing key         | , "ok": true      |
                    a key given twice     | "ok": true        | "ok": true, "ok": true
                    text for a number     | "tolerance": 1.0E-4 | "tolerance": "NaN"
                    null for a number     | "tolerance": 1.0E-4 | "tolerance": null
                    a number for text     | "engine": "vector" | "engine": 5
                    a number for a flag   | "ok": true        | "ok": 1
                    another schema        | verify/v1         | latency/v1
                    another version       | verify/v1         | verify/v2
                    a file cut short      | "ok": true        | "ok": tr
                    more after the end    | "ok": true        | "ok": true}{"x": 1
                    """)
    void refusesToRead(String mistake, String from, String to) throws IOException {
        String text = text(VERIFIED).replaceAll("\n *", " ");
        assertThat(text).contains(from);
        String broken = text.replace(from, to == null ? "" : to);
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> JsonReader.parse("old.json", broken, VerifyResult.class))
                .withMessageStartingWith("old.json:")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("`", "Creator", "java"));
    }

    private static String text(Result result) throws IOException {
        var bytes = new ByteArrayOutputStream();
        JsonWriter.write(result, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
