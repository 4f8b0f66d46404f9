package dev.convscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.result.CompareResult;
import dev.convscope.result.DoctorResult;
import dev.convscope.result.JsonReader;
import dev.convscope.result.LatencyResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;

/// Commands that measure, on networks small enough to be quick, in forks of their own.
class MeasuringTest {
    private static final String TINY = "mobilenet-v1,width=0.25@32";
    private static final String SMALL = "mobilenet-v1,width=0.5@32";

    @TempDir Path folder;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void comparePutsCountsAndTimesSideBySide() throws Exception {
        var file = folder.resolve("compare.json");
        var outcome =
                Cli.run(
                        "compare",
                        TINY,
                        SMALL,
                        TINY,
                        "--forks=1",
                        "--time=0.05",
                        "--format=json",
                        "-o",
                        file.toString());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("fork 1 of 1, about ");
        var result = JsonReader.read(file, CompareResult.class);
        assertThat(result.complete()).isTrue();
        assertThat(result.failures()).isEmpty();
        assertThat(result.rows()).extracting(CompareResult.Row::model).containsExactly(TINY, SMALL);
        var tiny = result.rows().getFirst();
        var small = result.rows().getLast();
        assertThat(tiny.macsRatio()).isEqualTo(1);
        assertThat(tiny.latencyRatio()).hasValue(1);
        assertThat(small.macsRatio()).isEqualTo((double) small.macs() / tiny.macs());
        assertThat(small.latencyRatio())
                .hasValue((double) small.p50Nanos().orElseThrow() / tiny.p50Nanos().orElseThrow());
        assertThat(small.gflopPerSecond())
                .hasValue(2.0 * small.macs() / small.p50Nanos().orElseThrow());
        assertThat(small.shareOfPeak().orElseThrow()).isBetween(0.0, 1.5);
        assertThat(small.top1()).isEmpty();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void latencyMeasuresEveryEngineAskedFor() {
        var outcome =
                Cli.run(
                        "latency",
                        TINY,
                        "--engine=vector,onnxruntime",
                        "--forks=1",
                        "--time=0.05",
                        "--quiet",
                        "--format=json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        var result = JsonReader.parse("stdout", outcome.out(), LatencyResult.class);
        assertThat(result.results())
                .extracting(latency -> latency.engine())
                .containsExactlyInAnyOrder("vector", "onnxruntime");
        assertThat(result.results()).allMatch(latency -> latency.verified().maxRelError() <= 1e-4);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void thePapersProtocolIsTheMeanOfTwentyOnOneCore() {
        var outcome =
                Cli.run("latency", TINY, "--protocol=paper", "--exact", "-q", "--format=json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        var result = JsonReader.parse("stdout", outcome.out(), LatencyResult.class);
        assertThat(result.conditions().protocol()).isEqualTo(LatencyResult.Protocol.PAPER);
        assertThat(result.conditions().exact()).isTrue();
        assertThat(result.conditions().cpus().orElseThrow()).matches("\\d+");
        var latency = result.results().getFirst();
        assertThat(latency.forks()).hasSize(1);
        var samples = latency.forks().getFirst().sampleNanos();
        assertThat(samples).hasSize(20);
        assertThat(latency.meanNanos())
                .isEqualTo(
                        Math.round(
                                samples.stream()
                                        .mapToLong(Long::longValue)
                                        .average()
                                        .orElseThrow()));
        assertThat(latency.lowNanos()).isEmpty();
        assertThat(latency.p90Nanos()).isEmpty();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void doctorExaminesThisMachine() {
        var outcome = Cli.run("doctor", "--forks=2", "--quiet", "--format=json");
        var result = JsonReader.parse("stdout", outcome.out(), DoctorResult.class);
        assertThat(outcome.code()).isEqualTo(result.fit() ? 0 : 1);
        assertThat(result.checks())
                .extracting(DoctorResult.Check::name)
                .contains("jdk", "c2", "fork noise");
        assertThat(result.forkNoise().orElseThrow().forkNanos()).hasSize(2);
    }
}
