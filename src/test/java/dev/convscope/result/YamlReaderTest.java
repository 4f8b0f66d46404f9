package dev.convscope.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

class YamlReaderTest {
    @Test
    void readsModelsWithTheirBudgets() {
        var profile =
                YamlReader.profile(
                        "p.yaml",
                        """
                        description: for pull requests
                        threads: 2
                        tolerancePercent: 4
                        models:
                          - model: mobilenet-v2
                          - model: efficientnet-b0
                            tolerancePercent: 1.5
                            maxMacs: 400000000
                            maxP50Millis: 20
                            minSpeedupOver: mobilenet-v2
                            minSpeedup: 0.5
                        """);

        assertThat(profile.modelNames()).containsExactly("mobilenet-v2", "efficientnet-b0");
        assertThat(profile.engineOrDefault()).isEqualTo("vector");
        assertThat(profile.threadsOrDefault()).isEqualTo(2);
        assertThat(profile.batchOrDefault()).isEqualTo(1);
        assertThat(profile.tolerance("mobilenet-v2")).isEqualTo(0.04);
        assertThat(profile.tolerance("efficientnet-b0")).isEqualTo(0.015);
        var budget = profile.models().get(1);
        assertThat(budget.maxMacs()).hasValue(400_000_000);
        assertThat(budget.maxP50Millis()).hasValue(20);
        assertThat(budget.minSpeedupOver()).contains("mobilenet-v2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "models: [{model: a, maxP50: 3}] | unknown key 'maxP50'",
                "modells: [{model: a}] | unknown key 'modells'",
                "models: [] | 'models' is missing or empty",
                "threads: 1 | 'models' is missing or empty",
                "models: [{model: a}, {model: a}] | 'a' is listed twice",
                "models: [{maxMacs: 3}] | has no 'model'",
                "models: [{model: a, maxP50Millis: 20 ms}] | cannot read this profile",
                "models: [{model: a, maxP50Millis: -1}] | must be positive",
                "models: [{model: a, minSpeedup: 2}] | needs 'minSpeedupOver'",
                "models: [{model: a, maxP50Seconds: 3}] | unknown key 'maxP50Seconds'",
                "models: [{model: a, maxMacs: 3.5}] | cannot read this profile",
                "models: [{model: a, minSpeedupOver: b}] | names 'b', which is not among the models",
                "{ | cannot read this profile"
            })
    void refusesWhatItDoesNotUnderstand(String text, String message) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> YamlReader.profile("p.yaml", text))
                .withMessageStartingWith("p.yaml")
                .withMessageContaining(message);
    }

    /// In lines that end at `/`.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "models:/  - model: a/    maxMacs: 3.5 | 3:14: cannot read this profile (found 3.5,"
                        + " expected a whole number)",
                "threads: two/models: [{model: a}] | 1:10: cannot read this profile (found 'two',"
                        + " expected a whole number)",
                "models: a | 1:9: cannot read this profile (found 'a', expected a list)",
                "models:/  - a | 2:5: cannot read this profile (found 'a', expected keys such as"
                        + " 'model')",
                "- a | 1:1: cannot read this profile (found a list, expected keys such as",
                "models:/  - model: [a | 2:14: cannot read this profile (found the end of the file,"
                        + " expected ',' or ']')",
                "models:/  - model: a/  maxMacs: 3 | 3:3: cannot read this profile (found a key,",
                "description: x/d | 2:2: cannot read this profile (expected ':' behind the key)",
                "models:/  - model: a/	threads: 2 | 3:1: cannot read this profile (found a tab,",
                "threads: 2/threads: 3 | (found key 'threads' a second time)",
                "threads: 99999999999/models: [{model: a}] | 1:10: cannot read this profile (found"
                        + " 99999999999, expected a number of at most",
                "models: [{model: a}]/threads: 0 | 2:1: 'threads' must be positive",
                "models:/  - model: a/    maxP50: 3 | 3:5: unknown key 'maxP50'",
                "`` | this profile is empty",
            })
    void saysWhereAndWhatBelongsThere(String lines, String message) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> YamlReader.profile("p.yaml", lines.replace('/', '\n')))
                .withMessageStartingWith("p.yaml:")
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("`", "Json", "java"))
                .satisfies(e -> assertThat(e.remedy()).isNotEmpty());
    }

    @Test
    void saysThatAFileIsNotThere() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> YamlReader.profile(Path.of("no/such.yaml")))
                .withMessageContaining("no/such.yaml");
    }
}
