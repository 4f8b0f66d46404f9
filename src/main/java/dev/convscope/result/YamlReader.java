package dev.convscope.result;

import dev.convscope.base.NearestNames;
import dev.convscope.base.UserException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Reads what people write, strictly: a key that is not known is named with those that are.
public final class YamlReader {
    private static final YAMLMapper MAPPER =
            YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    private static final String REMEDY =
            "profiles/ci.yaml is one that is right, profiles/profile.schema.json lists the keys";

    private YamlReader() {}

    /// Reads a profile.
    ///
    /// @throws UserException if it is none, naming the first thing that is wrong
    public static GateProfile profile(Path file) throws IOException {
        try {
            return profile(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw UserException.about("there is no such profile")
                    .where(file.toString())
                    .remedy("give a YAML file, such as profiles/ci.yaml")
                    .cause(e)
                    .build();
        }
    }

    /// As {@link #profile(Path)}, from text; `where` names it in errors.
    public static GateProfile profile(String where, String text) {
        var misreading = new Misreading(MAPPER, where, text);
        try {
            var tree = MAPPER.readTree(text);
            if (tree.isMissingNode() || tree.isNull()) throw empty(where);
            requireKnown(misreading, tree, GateProfile.class);
            var models = tree.path("models");
            for (int i = 0; i < models.size(); i++) {
                String index = Integer.toString(i);
                requireKnown(misreading, models.get(i), GateProfile.Entry.class, "models", index);
            }
            return MAPPER.treeToValue(tree, GateProfile.class);
        } catch (JacksonException e) {
            throw misreading.of("cannot read this profile", e).remedy(REMEDY).cause(e).build();
        }
    }

    private static UserException empty(String where) {
        return UserException.about("this profile is empty")
                .where(where)
                .expected("'models', a list of '- model: NAME'")
                .remedy(REMEDY)
                .build();
    }

    /// A mistyped key would otherwise be told as one that is missing.
    private static void requireKnown(
            Misreading misreading, JsonNode node, Class<? extends Record> type, String... path) {
        List<String> known =
                Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
        for (String key : node.propertyNames()) {
            if (known.contains(key)) continue;
            throw UserException.about("unknown key '" + key + "'")
                    .where(misreading.at(append(path, key)))
                    .expected("one of " + String.join(", ", known))
                    .remedy(NearestNames.question(key, known, "units are part of a key"))
                    .build();
        }
    }

    private static String[] append(String[] path, String key) {
        String[] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = key;
        return longer;
    }
}
