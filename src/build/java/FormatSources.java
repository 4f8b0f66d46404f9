import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Formats every Java source below a folder with google-java-format, AOSP style.
///
/// `check` names the files that differ and fails; `write` rewrites them. Only changed files are
/// touched.
public final class FormatSources {
    private static final int LIMIT = 100;

    private FormatSources() {}

    public static void main(String[] arguments) throws Exception {
        boolean write = arguments[0].equals("write");
        var options = JavaFormatterOptions.builder().style(Style.AOSP).build();
        var formatter = new Formatter(options);
        List<Path> changed = new ArrayList<>();
        List<Path> sources;
        try (var files = Files.walk(Path.of(arguments[1]))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
        for (Path source : sources) {
            String before = Files.readString(source);
            String tidy = RemoveUnusedImports.removeUnusedImports(wrapDocumentation(before));
            String after = formatter.formatSource(ImportOrderer.reorderImports(tidy, Style.AOSP));
            if (before.equals(after)) continue;
            changed.add(source);
            if (write) Files.writeString(source, after);
        }
        for (Path source : changed) {
            System.err.println((write ? "formatted: " : "not formatted: ") + source);
        }
        if (!write && !changed.isEmpty()) {
            System.err.println("mend with: mvn -Pformat process-test-classes");
            System.exit(1);
        }
    }

    /// Breaks Markdown documentation lines past the column limit, which the formatter would turn
    /// into plain comments.
    private static String wrapDocumentation(String source) {
        StringBuilder wrapped = new StringBuilder();
        for (String line : source.split("\n", -1)) {
            String indent = line.substring(0, line.length() - line.stripLeading().length());
            while (line.length() > LIMIT && line.startsWith("/// ", indent.length())) {
                int cut = line.lastIndexOf(' ', LIMIT);
                if (cut <= indent.length() + 4) break;
                wrapped.append(line, 0, cut).append('\n');
                line = indent + "/// " + line.substring(cut + 1);
            }
            wrapped.append(line).append('\n');
        }
        return wrapped.substring(0, wrapped.length() - 1);
    }
}
