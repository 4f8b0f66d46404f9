package dev.convscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.gate.DuelReport;
import dev.convscope.result.BaselineResult;
import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Verdict;
import dev.convscope.result.JsonReader;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The gate from the shell, on networks small enough to be quick.
class GateIT {
    private static final String TINY = "resnet-18@32";

    @TempDir Path folder;

    private Path profile;

    @BeforeEach
    void write() throws IOException {
        profile =
                Files.writeString(folder.resolve("tiny.yaml"), "models: [{model: '" + TINY + "'}]");
    }

    /// The gate of this project itself: counts, plans and allocations of every change against the
    /// committed baseline.
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void thisBuildIsWhatItsBaselineSays() throws Exception {
        var outcome =
                Launcher.here()
                        .run(
                                "gate",
                                "check",
                                "profiles/ci.yaml",
                                "--baseline",
                                "profiles/ci.baseline.json",
                                "--quiet");

        assertThat(outcome.code())
                .as(
                        "%s%s%nif this was meant: scripts/convscope gate record profiles/ci.yaml"
                                + " --force -o profiles/ci.baseline.json",
                        outcome.out(), outcome.err())
                .isZero();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void recordsABaselineThatACheckThenPasses() throws Exception {
        var baseline = folder.resolve("baseline.json").toString();
        var summary = folder.resolve("summary.md");

        var recorded =
                Launcher.here().run("gate", "record", profile.toString(), "-q", "-o", baseline);
        var checked =
                Launcher.here()
                        .with("GITHUB_ACTIONS", "true")
                        .with("GITHUB_STEP_SUMMARY", summary.toString())
                        .run(
                                "gate",
                                "check",
                                profile.toString(),
                                "--baseline=" + baseline,
                                "--quiet",
                                "--format=json",
                                "--history=" + folder.resolve("history.jsonl"),
                                "--reports=" + folder.resolve("reports"));

        assertThat(recorded.code()).as(recorded.err()).isZero();
        assertThat(BaselineResult.read(Path.of(baseline)).complete()).isTrue();
        assertThat(checked.code()).as(checked.err()).isZero();
        assertThat(checked.err()).startsWith("::notice title=convscope gate::");
        assertThat(JsonReader.parse("stdout", checked.out(), GateResult.class).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(summary).content().contains("### convscope gate: pass");
        assertThat(folder.resolve("history.jsonl")).content().hasLineCount(1);
        assertThat(folder.resolve("reports"))
                .isDirectoryContaining("glob:**/junit.xml")
                .isDirectoryContaining("glob:**/report.md")
                .isDirectoryContaining("glob:**/jmh-result.json");
    }

    /// Killed, not asked to stop: nothing can be tidied up any more.
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void leavesAValidBaselineOfWhatWasRecordedWhenKilled() throws Exception {
        Files.writeString(profile, "models: [{model: '" + TINY + "'}, {model: 'resnet-34@32'}]");
        var file = folder.resolve("baseline.json");
        var process =
                Launcher.here()
                        .start(
                                folder.resolve("out"),
                                folder.resolve("err"),
                                "gate",
                                "record",
                                profile.toString(),
                                "-o",
                                file.toString());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (process.isAlive() && !Files.exists(file)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
        process.destroyForcibly().waitFor();

        var kept = BaselineResult.read(file);
        assertThat(kept.complete()).isFalse();
        assertThat(kept.benchmarks()).hasSize(1);
        assertThat(kept.benchmarks().getFirst().exact()).containsKeys("params", "allocatedBytes");
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("tiny.yaml", "baseline.json", "out", "err");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void keepsThePairsOfADuelThatIsInterrupted() throws Exception {
        var file = folder.resolve("duel.json");
        var err = folder.resolve("err");
        var process =
                Launcher.here()
                        .start(
                                folder.resolve("out"),
                                err,
                                "gate",
                                "duel",
                                profile.toString(),
                                "--base=" + TINY,
                                "--head=" + TINY,
                                "--format=json",
                                "-o",
                                file.toString());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (process.isAlive() && !Files.readString(err).contains("pair 2 of 6")) {
            assertThat(System.nanoTime()).as(Files.readString(err)).isLessThan(deadline);
            Thread.sleep(50);
        }
        var kept = JsonReader.read(file, GateResult.class);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(130);
        assertThat(kept.forks()).as("kept before the interrupt").hasSize(2);
        var result = JsonReader.read(file, GateResult.class);
        assertThat(result.complete()).isFalse();
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.forks()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(DuelReport.again(result)).isEqualTo(result);
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("tiny.yaml", "duel.json", "out", "err");
        }
    }

    /// A build that cannot even start is a missing result, never a pass.
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void failsClosedOnABuildThatDoesNotRun() throws Exception {
        Files.createDirectories(folder.resolve("build/target/lib"));
        Files.writeString(folder.resolve("build/target/convscope.jar"), "not a jar");

        var outcome =
                Launcher.here()
                        .run(
                                "gate",
                                "duel",
                                profile.toString(),
                                "--base=" + folder.resolve("build"),
                                "--format=json",
                                "--quiet");

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(4);
        var result = JsonReader.parse("stdout", outcome.out(), GateResult.class);
        assertThat(result.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(result.checks().getFirst().reason()).isNotEmpty();
    }

    /// The second duel goes on where the first one ended; without time there is only the report.
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void calibrationReportsWhatItsLogHolds() throws Exception {
        var outcome =
                Launcher.here()
                        .run(
                                "gate",
                                "calibrate",
                                profile.toString(),
                                "--log=" + folder.resolve("duels.jsonl"),
                                "--minutes=0");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("real: duels that ran").contains("they prove no rate");
    }
}
