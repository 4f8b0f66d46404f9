package dev.convscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The small files in which Linux tells about itself, below a root that tests replace. What is not
/// there or may not be read is absent.
record SystemFiles(Path root) {
    static SystemFiles ofThisMachine() {
        return new SystemFiles(Path.of("/"));
    }

    /// The text of a file without surrounding space; absent if empty.
    Optional<String> text(String path) {
        try {
            return Optional.of(Files.readString(root.resolve(path)).strip())
                    .filter(text -> !text.isEmpty());
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    Optional<Long> number(String path) {
        return text(path).filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf);
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    /// The files and folders in a folder whose names match, by name.
    List<String> names(String folder, String pattern) {
        try (var inside = Files.list(root.resolve(folder))) {
            return inside.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(pattern))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// The value in the first line of a file that starts with `key`: what follows it, without
    /// colons and space.
    Optional<String> valueOf(String path, String key) {
        return text(path).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).replaceFirst("^[\\s:]+", "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
