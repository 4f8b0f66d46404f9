package dev.convscope.zoo;

import dev.convscope.base.UserException;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Reads a family's own options from the text the user typed.
final class OptionText {
    private OptionText() {}

    static OptionalInt positive(Configuration request, String key) {
        String text = request.options().get(key);
        if (text == null) return OptionalInt.empty();
        try {
            int value = Integer.parseInt(text.trim());
            if (value > 0) return OptionalInt.of(value);
        } catch (NumberFormatException notANumber) {
            throw wrong(key, text, "a positive integer", notANumber);
        }
        throw wrong(key, text, "a positive integer", null);
    }

    /// A number above 0 and at most 1.
    static OptionalDouble share(Configuration request, String key) {
        String text = request.options().get(key);
        if (text == null) return OptionalDouble.empty();
        try {
            double value = Double.parseDouble(text.trim());
            if (value > 0 && value <= 1) return OptionalDouble.of(value);
        } catch (NumberFormatException notANumber) {
            throw wrong(key, text, "a number above 0, at most 1", notANumber);
        }
        throw wrong(key, text, "a number above 0, at most 1", null);
    }

    /// `true`, `false`, or the bare key for true.
    static Optional<Boolean> flag(Configuration request, String key) {
        String text = request.options().get(key);
        if (text == null) return Optional.empty();
        return switch (text.trim()) {
            case "", "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> throw wrong(key, text, "true or false", null);
        };
    }

    private static UserException wrong(String key, String text, String expected, Exception cause) {
        return UserException.about("the option '" + key + "' has a value it cannot take")
                .found("'" + text + "'")
                .expected(expected)
                .remedy("write " + key + "=VALUE, or leave it out for the network's own")
                .cause(cause)
                .build();
    }
}
