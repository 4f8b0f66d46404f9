package dev.convscope.model;

import dev.convscope.base.UserException;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A model as typed, taken apart: `NAME[:VARIANT][,key=value...][@PIXELS]`, or a file with
/// `[@PIXELS]`.
///
/// @param text as typed
/// @param name the network with its variant, or the file
/// @param keys options in the order typed; a key without a value is `true`
/// @param pixels side of the input, where `@` gives it
/// @param source where the network comes from
record ModelText(
        String text, String name, Map<String, String> keys, OptionalInt pixels, Source source) {

    /// Where a network comes from.
    enum Source {
        ZOO,
        BLOCKS,
        ONNX
    }

    private static final String SHAPE = "NAME[:VARIANT][,key=value...][@PIXELS]";
    private static final Pattern FILE = Pattern.compile("(.+\\.(onnx|blocks))(?:@([^@/\\\\]*))?");
    private static final int MOST_PIXELS = 1_000_000;

    ModelText {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    static ModelText parse(String text) {
        Matcher file = FILE.matcher(text);
        if (file.matches()) {
            Source source = file.group(2).equals("onnx") ? Source.ONNX : Source.BLOCKS;
            return new ModelText(
                    text, file.group(1), Map.of(), pixels(text, file.group(3)), source);
        }
        int at = text.lastIndexOf('@');
        String head = at < 0 ? text : text.substring(0, at);
        String[] parts = head.split(",", -1);
        if (!parts[0].matches("[A-Za-z0-9][A-Za-z0-9._-]*(:[A-Za-z0-9._-]+)?")) {
            throw malformed(text, "the name '" + parts[0] + "' is not a word");
        }
        var pixels = pixels(text, at < 0 ? null : text.substring(at + 1));
        return new ModelText(text, parts[0], keys(text, parts), pixels, Source.ZOO);
    }

    /// The text with further keys written into it; its own win. A file's text has no keys.
    String textWith(Map<String, String> commandWide) {
        if (commandWide.isEmpty() || source != Source.ZOO) return text;
        Map<String, String> merged = new LinkedHashMap<>(commandWide);
        merged.putAll(keys);
        var written = new StringBuilder(name);
        merged.forEach((key, value) -> written.append(',').append(key).append('=').append(value));
        pixels.ifPresent(size -> written.append('@').append(size));
        return written.toString();
    }

    private static Map<String, String> keys(String text, String[] parts) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String key = equals < 0 ? parts[i] : parts[i].substring(0, equals);
            String value = equals < 0 ? "true" : parts[i].substring(equals + 1);
            if (key.isEmpty()) throw malformed(text, "an option has no name");
            if (value.isEmpty()) throw malformed(text, "option '" + key + "' has no value");
            if (keys.put(key, value) != null) {
                throw malformed(text, "option '" + key + "' is given twice");
            }
        }
        return keys;
    }

    private static OptionalInt pixels(String text, String digits) {
        if (digits == null) return OptionalInt.empty();
        if (!digits.matches("[0-9]{1,9}") || outOfRange(Integer.parseInt(digits))) {
            throw UserException.about("the size after '@' is not a number of pixels")
                    .where("model '" + text + "'")
                    .found("'" + digits + "'")
                    .expected("a whole number from 1 to " + MOST_PIXELS)
                    .remedy("write it as in efficientnet-b0@224")
                    .build();
        }
        return OptionalInt.of(Integer.parseInt(digits));
    }

    private static boolean outOfRange(int pixels) {
        return pixels < 1 || pixels > MOST_PIXELS;
    }

    private static UserException malformed(String text, String what) {
        return UserException.about(what)
                .where("model '" + text + "'")
                .expected(SHAPE)
                .remedy("write it as in resnet-50:v1,width=2@224")
                .build();
    }
}
