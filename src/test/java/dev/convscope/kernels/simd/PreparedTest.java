package dev.convscope.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Preparing a network has C2 compile all kernels of its plan, in a fresh JVM without a flag, and
/// in one that has prepared others.
class PreparedTest {
    /// The few objects that linking takes; a kernel that is not compiled makes an object of each
    /// vector, megabytes in all.
    private static final long FEW_BYTES = 128 << 10;

    /// Where processor time is very short, C2 may be late in one JVM of a few dozen; what is left
    /// out of the warm-up is missing in all of them.
    private static final int MOST_RUNS = 3;

    private static final Pattern TILE =
            Pattern.compile(
                    " 4 +dev\\.convscope\\.kernels\\.simd\\."
                            + "(\\w*Tiles\\w*::(tile|k)\\d|WinogradPasses::(?!repeat)\\w+F\\d)");

    @TempDir private Path folder;

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(
            strings = {
                "efficientnet-b0 mobilenet-v2",
                "mobilenet-v1 resnet-18@96 efficientnet-b0@96",
                "googlenet mobilenet-v3-small"
            })
    void everyKernelIsCompiledBeforeTheFirstInference(String models)
            throws IOException, InterruptedException {
        List<String> faults = List.of("not run");
        for (int i = 0; i < MOST_RUNS && !faults.isEmpty(); i++) {
            faults = faults(models, folder.resolve("compilations-" + i + ".log"));
        }

        assertThat(faults).isEmpty();
    }

    /// First inferences that allocate more than a little, or have tiles compiled.
    private static List<String> faults(String models, Path log)
            throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(Child.PLAIN);
        flags.add("-Xlog:jit+compilation=debug:file=" + log + "::filecount=0");
        List<String> arguments = new ArrayList<>(List.of(log.toString()));
        arguments.addAll(Arrays.asList(models.split(" ")));

        var child = Child.run(PreparedChild.class, flags, arguments.toArray(String[]::new));

        assertThat(child.exitCode()).as("%s", child.lines()).isZero();
        assertThat(child.lines("first")).hasSize(arguments.size() - 1);
        byte[] compilations = Files.readAllBytes(log);
        assertThat(tiles(compilations, 0, compilations.length)).isNotEmpty();
        List<String> faults = new ArrayList<>(child.lines("first"));
        faults.removeIf(line -> Long.parseLong(line.split(" ")[1]) < FEW_BYTES);
        for (String line : child.lines("logged")) {
            int from = Integer.parseInt(line.split(" ")[1]);
            int to = Integer.parseInt(line.split(" ")[2]);
            faults.addAll(tiles(compilations, from, to));
        }
        return faults;
    }

    /// Generated methods that C2 begins with between two places of the JVM's log.
    private static List<String> tiles(byte[] log, int from, int to) {
        return new String(log, from, to - from, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> TILE.matcher(line).find() && !line.contains("made not entrant"))
                .toList();
    }
}
