package dev.convscope.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Outputs under seal: files under `src/test/resources/golden` that others rely on.
///
/// Look twice before you change one: scripts read these formats. To write them anew:
/// `mvn test -Dtest='Golden*' -Dgolden.write=true`, then read the difference.
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    /// The plain one, the usual one, a decimal comma, and digits of another script.
    private static final List<String> LOCALES = List.of("", "en-US", "ru-RU", "ar-EG-u-nu-arab");

    private Golden() {}

    /// Checks that `output` gives the content of the file under each of several locales.
    public static void assertSealed(String file, Supplier<String> output) {
        for (String locale : LOCALES) {
            String actual = under(Locale.forLanguageTag(locale), output);
            assertThat(actual)
                    .as("%s under locale '%s'", file, locale)
                    .isEqualTo(expected(file, actual));
        }
    }

    private static String under(Locale locale, Supplier<String> output) {
        var before = Locale.getDefault();
        Locale.setDefault(locale);
        try {
            return output.get();
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String expected(String file, String actual) {
        try {
            var path = FOLDER.resolve(file);
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, actual);
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
