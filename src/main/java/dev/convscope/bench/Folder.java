package dev.convscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// A temporary folder, gone when closed.
record Folder(Path path) implements AutoCloseable {
    static Folder create() throws IOException {
        return new Folder(Files.createTempDirectory("convscope-"));
    }

    @Override
    public void close() throws IOException {
        List<Path> inside;
        try (var walk = Files.walk(path)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : inside) Files.deleteIfExists(one);
    }
}
