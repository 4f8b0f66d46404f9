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

    @Test
    void saysThatAFileIsNotThere() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> YamlReader.profile(Path.of("no/such.yaml")))
                .withMessageContaining("no/such.yaml");
    }
}
