package dev.convscope.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.model.Model;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The profiles of this project: readable, with models that exist and budgets that hold.
class ProfilesTest {
    static List<Path> profiles() throws IOException {
        try (var files = Files.list(Path.of("profiles"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void nameNetworksThatExist(Path file) throws IOException {
        GateProfile profile = YamlReader.profile(file);

        assertThat(profile.description()).isPresent();
        assertThat(profile.modelNames())
                .allSatisfy(model -> assertThat(Model.of(model).graph().nodes()).isNotEmpty());
        for (var entry : profile.models()) {
            entry.minSpeedupOver()
                    .ifPresent(other -> assertThat(profile.modelNames()).contains(other));
        }
    }
}
