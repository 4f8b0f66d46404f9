package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.convscope.base.UserException;
import dev.convscope.result.Latency;
import dev.convscope.result.LatencyResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Real forks of real, small networks.
@Timeout(120)
class LatencyBenchmarkTest {
    private static final WarmUp.Bounds SHORT =
            new WarmUp.Bounds(Duration.ofMillis(200), Duration.ofMillis(300));

    private static final String V1 = "mobilenet-v1,width=0.25@32";
    private static final String V2 = "mobilenet-v2,width=0.35@32";

    private static LatencyRequest request(int forks, String... models) {
        return new LatencyRequest(
                List.of(models),
                Map.of(),
                List.of("reference"),
                1,
                1,
                forks,
                Duration.ofMillis(90),
                7);
    }

    private static LatencyResult run(LatencyRequest request, Progress progress) throws IOException {
        return run(request, progress, _ -> {});
    }

    private static LatencyResult run(
            LatencyRequest request, Progress progress, Consumer<LatencyResult> soFar)
            throws IOException {
        try (var folder = Folder.create();
                var run = new LatencyRun(request, SHORT, folder, progress)) {
            return run.complete(soFar);
        }
    }

    @Test
    void measuresVerifiedModelsInForksThatAlternate() throws IOException {
        List<Double> shares = new ArrayList<>();

        List<LatencyResult> soFar = new ArrayList<>();
        LatencyResult result =
                run(request(2, V1, V2), (_, done, _) -> shares.add(done), soFar::add);

        assertThat(result.complete()).isTrue();
        assertThat(result.failures()).isEmpty();
        assertThat(result.results()).extracting(Latency::model).containsExactly(V1, V2);
        assertThat(result.results()).allSatisfy(LatencyBenchmarkTest::isSound);
        List<String> order = result.environment().run().startOrder();
        assertThat(order).hasSize(4).startsWith(order.get(3), order.get(2));
        assertThat(result.environment().software().jvmFlags())
                .contains("--add-modules=jdk.incubator.vector", "-XX:+UseG1GC");
        assertThat(soFar).hasSize(4).noneMatch(LatencyResult::complete);
        assertThat(soFar.get(1).results()).allMatch(latency -> latency.forks().size() == 1);
        assertThat(shares).isNotEmpty().allMatch(share -> share >= 0 && share <= 1);
    }

    private static void isSound(Latency latency) {
        assertThat(latency.minNanos()).isPositive().isLessThanOrEqualTo(latency.p50Nanos());
        assertThat(latency.lowNanos()).as("an interval of two forks").isEmpty();
        assertThat(latency.highNanos()).isEmpty();
        assertThat(latency.macs()).isPositive();
        assertThat(latency.shareOfPeak().orElseThrow()).isPositive();
        assertThat(latency.residentBytes().orElseThrow()).isPositive();
        assertThat(latency.verified().agrees()).isTrue();
        assertThat(latency.forks()).hasSize(2);
        for (var fork : latency.forks()) {
            long sum = fork.sampleNanos().stream().mapToLong(Long::longValue).sum();
            assertThat(sum).as("timed in all").isGreaterThan(Duration.ofMillis(60).toNanos());
            assertThat(fork.startup().firstNanos()).isPositive();
            assertThat(fork.startup().prepareNanos()).isPositive();
            assertThat(fork.startup().coldStartNanos())
                    .isGreaterThan(fork.startup().firstNanos() + fork.startup().prepareNanos());
            assertThat(fork.peakResidentBytes().orElseThrow()).isGreaterThan(20L << 20);
            assertThat(fork.warmupNanos()).isGreaterThan(Duration.ofMillis(200).toNanos());
            assertThat(fork.allocatedBytesPerInference())
                    .as("the reference allocates its tensors anew")
                    .isGreaterThan(1000);
        }
    }

    @Test
    void makesNoMoreForksThanItsBudgetAllowsButEnoughForAnInterval() throws IOException {
        LatencyResult result = run(request(30, V1).within(Duration.ofMillis(1)), Progress.none());

        assertThat(result.complete()).isTrue();
        assertThat(result.results().getFirst().forks()).hasSize(LatencyRequest.LEAST_FORKS);
    }

    @Test
    void keepsWhatItMeasuredWhenItIsInterrupted() throws IOException {
        Thread here = Thread.currentThread();

        LatencyResult result =
                run(
                        request(50, V1),
                        (now, _, _) -> {
                            if (now.endsWith("fork 2 of 50")) here.interrupt();
                        });

        assertThat(result.complete()).isFalse();
        assertThat(result.failures()).isEmpty();
        assertThat(result.results()).hasSize(1);
        assertThat(result.results().getFirst().forks()).hasSize(1);
    }

    @Test
    void refusesAnEngineThatDoesNotExistBeforeItStartsAnything() {
        var request =
                new LatencyRequest(
                        List.of(V1),
                        Map.of(),
                        List.of("referense"),
                        1,
                        1,
                        1,
                        Duration.ofSeconds(1),
                        1);

        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> LatencyBenchmark.run(request, Progress.none()))
                .withMessageContaining("referense");
    }

    @Test
    void refusesANetworkThatDoesNotFitTheMachine() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(
                        () -> LatencyBenchmark.run(request(1, "resnet-152@20000"), Progress.none()))
                .withMessageContaining("resnet-152@20000");
    }
}
