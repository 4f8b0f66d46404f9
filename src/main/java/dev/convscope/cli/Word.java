package dev.convscope.cli;

import dev.convscope.base.NearestNames;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.List;

/// Reads a constant by the word it prints as, in any case.
///
/// @param constants all of them
record Word<E>(List<E> constants) implements ITypeConverter<E> {
    static <E extends Enum<E>> Word<E> of(Class<E> type) {
        return new Word<>(Arrays.asList(type.getEnumConstants()));
    }

    @Override
    public E convert(String typed) {
        return constants.stream()
                .filter(constant -> constant.toString().equalsIgnoreCase(typed))
                .findFirst()
                .orElseThrow(() -> unknown(typed));
    }

    private TypeConversionException unknown(String typed) {
        var words = constants.stream().map(Object::toString).toList();
        return new TypeConversionException(
                "found '"
                        + typed
                        + "', "
                        + NearestNames.question(
                                typed, words, "expected one of " + String.join(", ", words)));
    }
}
