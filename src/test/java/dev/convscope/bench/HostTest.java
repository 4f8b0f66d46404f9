package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.convscope.result.ForkResult;
import dev.convscope.result.JsonReader;
import dev.convscope.result.LatencyResult.Protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Forks that go wrong: each has to be an error that shows why, never an absent number.
@Timeout(120)
class HostTest {
    private static final Workload WORKLOAD =
            new Workload("mobilenet-v1,width=0.25@32", Map.of(), 7);

    @TempDir Path folder;
    private Host host;

    @BeforeEach
    void start() {
        host = new Host(ChildJvm.ownClassPath(), folder.resolve("host.log"));
    }

    @AfterEach
    void end() {
        host.close();
    }

    private ForkRequest request(long heapBytes, String... flags) throws IOException {
        Path expected = folder.resolve("expected");
        FloatFile.write(expected, new float[1000]);
        return new ForkRequest(
                WORKLOAD,
                "reference",
                1,
                1,
                true,
                Protocol.FORKS,
                Duration.ofMillis(90),
                new WarmUp.Bounds(Duration.ZERO, Duration.ofMillis(100)),
                heapBytes,
                List.of(flags),
                expected,
                folder.resolve("result.json"),
                folder.resolve("fork.log"));
    }

    private void measure(ForkRequest request) throws IOException, InterruptedException {
        Path file = folder.resolve("request");
        request.write(file);
        host.measure(file, request.log(), Duration.ofSeconds(60), () -> {});
    }

    @Test
    void aForkThatRunsOutOfMemoryIsAnErrorThatShowsItsLog() throws IOException {
        ForkRequest request = request(4 << 20);

        assertThatExceptionOfType(MeasurementException.class)
                .isThrownBy(() -> measure(request))
                .satisfies(e -> assertThat(e.log()).anyMatch(line -> line.contains("heap")));
    }

    @Test
    void aForkWithoutTheVectorModuleIsAnErrorThatShowsItsLog() throws IOException {
        ForkRequest request = request(64 << 20, "--limit-modules=java.se");

        assertThatExceptionOfType(MeasurementException.class)
                .isThrownBy(() -> measure(request))
                .satisfies(
                        e ->
                                assertThat(e.log())
                                        .anyMatch(line -> line.contains("jdk.incubator.vector")));
    }

    @Test
    void aForkThatDisagreesGivesItsErrorAndNoNumber() throws IOException {
        ForkRequest request = request(256 << 20);

        assertThatExceptionOfType(MeasurementException.class).isThrownBy(() -> measure(request));

        var result = JsonReader.read(request.result(), ForkResult.class);
        assertThat(result.verified().agrees()).isFalse();
        assertThat(result.sampleNanos()).isEmpty();
    }

    @Test
    void aHostThatEndsIsAnError() throws IOException {
        host.close();
        ForkRequest request = request(64 << 20);

        assertThatExceptionOfType(MeasurementException.class).isThrownBy(() -> measure(request));
        assertThat(Files.exists(request.result())).isFalse();
    }

    @Test
    void aHostTakesItsTemporaryFilesWithIt() throws IOException {
        ForkRequest request = request(256 << 20, "-XX:+PrintCommandLineFlags");
        assertThatExceptionOfType(MeasurementException.class).isThrownBy(() -> measure(request));
        var file = Pattern.compile("CompileCommandFile=(\\S+)");
        List<Path> named =
                file.matcher(Files.readString(request.log()))
                        .results()
                        .map(found -> Path.of(found.group(1)))
                        .toList();
        assertThat(named).isNotEmpty().allMatch(Files::exists);

        host.close();

        assertThat(named).noneMatch(Files::exists);
    }

    @Test
    void readsBackTheRequestItWrote() throws IOException {
        ForkRequest request = request(64 << 20, "-Xint", "-Xcomp");
        Path file = folder.resolve("request");
        request.write(file);

        assertThat(ForkRequest.read(file)).isEqualTo(request);
    }
}
