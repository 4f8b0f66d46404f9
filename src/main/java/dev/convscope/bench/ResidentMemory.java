package dev.convscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The most memory that a process had, as the system counts it; Linux tells.
///
/// A JVM that does nothing is the zero of that scale: same flags, same heap.
public final class ResidentMemory {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final Map<List<String>, OptionalLong> empty = new HashMap<>();

    ResidentMemory(Path folder) {
        this.folder = folder;
    }

    /// The child that does nothing.
    ///
    /// @param arguments the file to write its bytes to
    public static void main(String[] arguments) throws IOException {
        OptionalLong bytes = peakOfThisJvm();
        Files.writeString(
                Path.of(arguments[0]), bytes.isPresent() ? Long.toString(bytes.getAsLong()) : "");
    }

    /// In bytes, so far.
    static OptionalLong peakOfThisJvm() {
        return SystemFiles.ofThisMachine()
                .valueOf("proc/self/status", "VmHWM:")
                .filter(text -> text.matches("\\d+ kB"))
                .map(text -> OptionalLong.of(Long.parseLong(text.replace(" kB", "")) << 10))
                .orElse(OptionalLong.empty());
    }

    /// Measures a JVM with these flags that does nothing.
    void ofEmptyJvm(List<String> flags) throws InterruptedException {
        if (!empty.containsKey(flags)) empty.put(flags, measure(flags));
    }

    /// The peak of one with these flags; absent if it was not measured or cannot be known.
    OptionalLong known(List<String> flags) {
        return empty.getOrDefault(flags, OptionalLong.empty());
    }

    private OptionalLong measure(List<String> flags) throws InterruptedException {
        Path file = folder.resolve("empty-" + empty.size());
        Path log = folder.resolve("empty.log");
        try {
            var child =
                    ChildJvm.start(
                            flags,
                            ChildJvm.ownClassPath(),
                            ResidentMemory.class.getName(),
                            List.of(file.toString()),
                            log);
            ChildJvm.await(child, "an empty JVM", LIMIT, log);
            String bytes = Files.readString(file);
            return bytes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(bytes));
        } catch (IOException | MeasurementException e) {
            return OptionalLong.empty();
        }
    }
}
