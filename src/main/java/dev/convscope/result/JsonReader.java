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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads a result file back, strictly: every key there, none unknown, each of its own type.
public final class JsonReader {
    private static final JsonMapper MAPPER = strictMapper();

    private static final JsonMapper LENIENT =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    private static final Set<String> NO_NUMBERS =
            Set.of("NaN", "Infinity", "-Infinity", "INF", "-INF", "+INF");

    private static final String WHAT = "cannot read this result file";
    private static final String REMEDY =
            "write it anew with --format json; a file cut short holds no result";

    private JsonReader() {}

    /// Reads the file that the command of `type` wrote.
    ///
    /// @throws UserException if it is not such a file, naming the first thing that is wrong
    public static <T extends Record & Result> T read(Path file, Class<T> type) throws IOException {
        return parse(file.toString(), Files.readString(file), type);
    }

    /// As {@link #read}, from text; `where` names it in errors.
    public static <T extends Record & Result> T parse(String where, String text, Class<T> type) {
        return parse(where, text, type, new Misreading(MAPPER, where, text));
    }

    private static <T extends Record & Result> T parse(
            String where, String text, Class<T> type, Misreading misreading) {
        try {
            if (!(MAPPER.readTree(text) instanceof ObjectNode tree)) {
                throw notAResult(where, "a JSON value without keys");
            }
            var schema = tree.remove("schema");
            String found = schema != null && schema.isString() ? schema.stringValue() : "no schema";
            if (!found.equals(Result.schemaOf(type))) {
                throw family(found).equals(family(Result.schemaOf(type)))
                        ? otherVersion(where, found, Result.schemaOf(type))
                        : UserException.about("this is another kind of file")
                                .where(where)
                                .found(found)
                                .expected(Result.schemaOf(type))
                                .remedy("give a file written with --format json by that command")
                                .build();
            }
            refuseWordsForNumbers(where, tree);
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw misread(misreading, e);
        }
    }

    /// A schema without its version.
    private static String family(String schema) {
        return schema.substring(0, schema.lastIndexOf('/') + 1);
    }

    private static UserException otherVersion(String where, String found, String expected) {
        return UserException.about("this file is of another version of its schema")
                .where(where)
                .found(found)
                .expected(expected)
                .remedy("write it anew with this convscope, or read it with the one that wrote it")
                .build();
    }

    /// Reads what a fork of another build wrote: keys that this build does not know are left out,
    /// because builds that are compared need not be of one age.
    ///
    /// @throws UserException if one of the keys of {@link ForkSamples} is not there
    public static ForkSamples samples(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            return LENIENT.readValue(text, ForkSamples.class);
        } catch (JacksonException e) {
            throw misread(new Misreading(LENIENT, file.toString(), text), e);
        }
    }

    /// Reads a file of one result a line, as {@link JsonWriter#writeLine} appends them.
    ///
    /// @throws UserException if a line is not such a result, naming the line
    public static <T extends Record & Result> List<T> lines(Path file, Class<T> type)
            throws IOException {
        List<T> results = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            int above = results.size();
            var misreading = new Misreading(MAPPER, file.toString(), line, above);
            results.add(parse(file + ":" + (above + 1), line, type, misreading));
        }
        return List.copyOf(results);
    }

    /// The binder would take these words for numbers, and no setting stops it.
    private static void refuseWordsForNumbers(String where, JsonNode node) {
        if (node.isString() && NO_NUMBERS.contains(node.stringValue().strip())) {
            throw notAResult(where, "the word " + node.stringValue());
        }
        for (var child : node) refuseWordsForNumbers(where, child);
    }

    private static UserException notAResult(String where, String found) {
        return UserException.about(WHAT).where(where).found(found).remedy(REMEDY).build();
    }

    private static UserException misread(Misreading misreading, JacksonException problem) {
        return misreading.of(WHAT, problem).remedy(REMEDY).cause(problem).build();
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
