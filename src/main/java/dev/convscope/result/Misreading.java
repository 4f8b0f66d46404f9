package dev.convscope.result;

import dev.convscope.base.UserException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is wrong with a file, in the words of who wrote it: where it is, what is there and what
/// belongs there. The parser speaks of its own types and settings.
final class Misreading {
    private static final Pattern MARK = Pattern.compile("line (\\d+), column (\\d+)");
    private static final Pattern INSTEAD = Pattern.compile("expected (.+), but (?:got|found) (.+)");
    private static final Pattern NOT_FOUND = Pattern.compile("could not find expected (.+)");
    private static final Pattern KEY = Pattern.compile("'(\\w+)' ");
    private static final Pattern MISSING = Pattern.compile("Missing creator property '(\\w+)'.*");
    private static final Pattern TWICE = Pattern.compile("Duplicate Object property \"(.*)\"");
    private static final Pattern CUT =
            Pattern.compile("Unexpected end-of-input.*|found unexpected end of stream");
    private static final Pattern TRAILING = Pattern.compile("Trailing token.*");

    /// What the YAML parser calls things, and what its readers call them.
    private static final Map<String, String> WORDS =
            Map.of(
                    "<stream end>", "the end of the file",
                    "<block end>", "a line of the same indentation",
                    "'?'", "a key",
                    "<block mapping start>", "a key",
                    "<document start>", "the first line",
                    "<scalar>", "text",
                    "':'", "':' behind the key");

    private final ObjectMapper mapper;
    private final String where;
    private final String text;
    private final int above;

    /// @param where names the text in errors
    Misreading(ObjectMapper mapper, String where, String text) {
        this(mapper, where, text, 0);
    }

    /// @param above lines of the file above the text
    Misreading(ObjectMapper mapper, String where, String text, int above) {
        this.mapper = mapper;
        this.where = where;
        this.text = text;
        this.above = above;
    }

    /// The error, but for its remedy.
    ///
    /// @param what cannot be done
    UserException.Builder of(String what, JacksonException problem) {
        if (problem.getCause() instanceof IllegalArgumentException refused) {
            return refused(pointer(problem), refused.getMessage());
        }
        if (problem instanceof UnrecognizedPropertyException unknown) {
            return UserException.about("unknown key '" + unknown.getPropertyName() + "'")
                    .where(at(pointer(problem), false));
        }
        Matcher missing = MISSING.matcher(firstLine(problem));
        if (missing.matches()) {
            return UserException.about("key '" + missing.group(1) + "' is missing")
                    .where(at(pointer(problem), true));
        }
        boolean placed = problem.getLocation() != null && problem.getLocation().getLineNr() > 0;
        return placed ? syntax(what, problem) : value(what, problem);
    }

    /// Where a key stands: `file:line:column`.
    String at(String... keys) {
        JsonPointer pointer = JsonPointer.empty();
        for (String key : keys) pointer = pointer.appendProperty(key);
        return at(pointer, false);
    }

    /// What a record says of its own components begins with the key that it means.
    private UserException.Builder refused(JsonPointer pointer, String sentence) {
        Matcher key = KEY.matcher(sentence);
        JsonPointer place = key.lookingAt() ? pointer.appendProperty(key.group(1)) : pointer;
        return UserException.about(sentence).where(at(place, false));
    }

    private UserException.Builder value(String what, JacksonException problem) {
        var error = UserException.about(what).where(at(pointer(problem), true));
        found(pointer(problem)).ifPresent(error::found);
        if (problem instanceof MismatchedInputException mismatch) {
            Class<?> type = mismatch.getTargetType();
            if (type != null) error.expected(wordFor(type));
        } else {
            error.expected("a number of at most 2147483647");
        }
        return error;
    }

    private static String wordFor(Class<?> type) {
        String name = type.getSimpleName();
        if (name.matches("int|long|Integer|Long|OptionalInt|OptionalLong")) return "a whole number";
        if (name.matches("double|Double|OptionalDouble")) return "a number";
        if (name.matches("boolean|Boolean")) return "true or false";
        if (name.equals("String")) return "text";
        if (type.isEnum()) return "one of " + java.util.Arrays.toString(type.getEnumConstants());
        if (Collection.class.isAssignableFrom(type)) return "a list";
        return type.isRecord()
                ? "keys such as '" + type.getRecordComponents()[0].getName() + "'"
                : "keys with values";
    }

    private UserException.Builder syntax(String what, JacksonException problem) {
        String[] lines = problem.getOriginalMessage().split("\n");
        String sentence = lines[0];
        String place = "";
        for (int i = 0; i < lines.length; i++) {
            Matcher mark = MARK.matcher(lines[i]);
            if (i == 0 || !lines[i].startsWith(" in ") || !mark.find()) continue;
            sentence = lines[i - 1];
            place = ":" + mark.group(1) + ":" + mark.group(2);
        }
        var error = UserException.about(what);
        error.where(place.isEmpty() ? at(problem.getLocation()) : where + place);
        return sentence(error, sentence);
    }

    private static UserException.Builder sentence(UserException.Builder error, String sentence) {
        Matcher instead = INSTEAD.matcher(sentence);
        Matcher notFound = NOT_FOUND.matcher(sentence);
        Matcher twice = TWICE.matcher(sentence);
        if (instead.matches()) {
            return error.found(word(instead.group(2))).expected(word(instead.group(1)));
        }
        if (notFound.matches()) return error.expected(word(notFound.group(1)));
        if (twice.matches()) return error.found("key '" + twice.group(1) + "' a second time");
        if (CUT.matcher(sentence).matches()) return error.found("the end of the file");
        if (TRAILING.matcher(sentence).matches()) return error.expected("the end of the file");
        if (sentence.contains("TAB")) {
            return error.found("a tab").expected("spaces for indentation");
        }
        return error.found(sentence.replaceAll(" ?\\(start marker at.*", ""));
    }

    private static String word(String term) {
        return WORDS.getOrDefault(term, term);
    }

    private static String firstLine(JacksonException problem) {
        return problem.getOriginalMessage().lines().findFirst().orElse("");
    }

    private static JsonPointer pointer(JacksonException problem) {
        JsonPointer pointer = JsonPointer.empty();
        for (var step : problem.getPath()) {
            pointer =
                    step.getPropertyName() == null
                            ? pointer.appendIndex(step.getIndex())
                            : pointer.appendProperty(step.getPropertyName());
        }
        return pointer;
    }

    /// Of the innermost that is there.
    private String at(JsonPointer pointer, boolean value) {
        try (JsonParser parser = parserAt(pointer, value)) {
            if (parser.currentToken() != null) return at(parser.currentTokenLocation());
        } catch (JacksonException e) {
            return where;
        }
        return pointer.matches() ? where : at(pointer.head(), true);
    }

    private String at(TokenStreamLocation place) {
        return place.getLineNr() < 1
                ? where
                : where + ":" + (above + place.getLineNr()) + ":" + place.getColumnNr();
    }

    private Optional<String> found(JsonPointer pointer) {
        try (JsonParser parser = parserAt(pointer, true)) {
            return Optional.ofNullable(parser.currentToken())
                    .map(
                            token ->
                                    switch (token) {
                                        case START_ARRAY -> "a list";
                                        case START_OBJECT -> "keys with values";
                                        case VALUE_STRING -> "'" + parser.getString() + "'";
                                        default -> parser.getString();
                                    });
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// A parser that stands at a value, or at its key.
    private JsonParser parserAt(JsonPointer pointer, boolean value) {
        JsonParser parser = mapper.createParser(text);
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            boolean key = token == JsonToken.PROPERTY_NAME;
            boolean opens = token.isStructStart();
            if (key == value || (!value && opens)) continue;
            JsonPointer here = parser.streamReadContext().pathAsPointer();
            // An opening bracket is already within what it opens.
            if (opens) here = parser.streamReadContext().getParent().pathAsPointer();
            if (here.equals(pointer)) return parser;
        }
        return parser;
    }
}
