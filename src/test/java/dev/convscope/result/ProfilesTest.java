package dev.convscope.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.model.Model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

    /// Editors complete and check profiles by it; what it says must be what is read.
    @Test
    void haveASchemaOfJustTheKeysThatAreRead() throws IOException {
        var schema =
                new JsonMapper()
                        .readTree(Files.readString(Path.of("profiles/profile.schema.json")));
        var entry = schema.at("/properties/models/items");

        assertThat(schema.at("/properties").propertyNames())
                .containsExactlyElementsOf(keys(GateProfile.class));
        assertThat(entry.at("/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(keys(GateProfile.Entry.class));
        assertThat(schema.at("/additionalProperties").booleanValue()).isFalse();
        assertThat(entry.at("/additionalProperties").booleanValue()).isFalse();
    }

    private static List<String> keys(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    }
}
