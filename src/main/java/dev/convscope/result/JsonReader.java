package dev.convscope.result;

import dev.convscope.base.UserException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Reads a result file back, strictly: every key there, none unknown, each of its own type.
public final class JsonReader {
    private static final JsonMapper MAPPER = strictMapper();

    private static final Set<String> NO_NUMBERS =
            Set.of("NaN", "Infinity", "-Infinity", "INF", "-INF", "+INF");

    private JsonReader() {}

    /// Reads the file that the command of `type` wrote.
    ///
    /// @throws UserException if it is not such a file, naming the first thing that is wrong
    public static <T extends Record & Result> T read(Path file, Class<T> type) throws IOException {
        return parse(file.toString(), Files.readString(file), type);
    }

    /// As {@link #read}, from text; `where` names it in errors.
    public static <T extends Record & Result> T parse(String where, String text, Class<T> type) {
        try {
            if (!(MAPPER.readTree(text) instanceof ObjectNode tree)) {
                throw notAResult(where, "a JSON value", null);
            }
            var schema = tree.remove("schema");
            String found = schema != null && schema.isString() ? schema.stringValue() : "no schema";
            if (!found.equals(Result.schemaOf(type))) {
                throw UserException.about("this is another kind of file")
                        .where(where)
                        .found(found)
                        .expected(Result.schemaOf(type))
                        .remedy("give a file written with --format json by that command")
                        .build();
            }
            refuseWordsForNumbers(where, tree);
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw notAResult(where, e.getOriginalMessage(), e);
        }
    }

    /// The binder would take these words for numbers, and no setting stops it.
    private static void refuseWordsForNumbers(String where, JsonNode node) {
        if (node.isString() && NO_NUMBERS.contains(node.stringValue().strip())) {
            throw notAResult(where, "the word " + node.stringValue(), null);
        }
        for (var child : node) refuseWordsForNumbers(where, child);
    }

    private static UserException notAResult(String where, String found, Throwable cause) {
        return UserException.about("cannot read this result file")
                .where(where)
                .found(found.lines().findFirst().orElse("nothing"))
                .remedy("write it anew with --format json; a file cut short holds no result")
                .cause(cause)
                .build();
    }

    private static JsonMapper strictMapper() {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config ->
                                config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
