package dev.convscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.result.JsonReader;
import dev.convscope.result.LatencyResult;
import dev.convscope.result.SummaryResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The launcher after `package`, in processes of its own, on the build that is there.
class LauncherIT {
    private static final String[] SUMMARY = {"summary", "resnet-18@64", "--format", "json"};

    @TempDir Path folder;

    @Test
    void runsFromAnotherFolder() throws Exception {
        assertCounts(Launcher.here().from(Path.of("/")).run(SUMMARY));
    }

    @Test
    void runsThroughLinks() throws Exception {
        var inner = Files.createDirectory(folder.resolve("bin")).resolve("inner");
        Files.createSymbolicLink(inner, Launcher.here().script());
        var outer = Files.createSymbolicLink(folder.resolve("convscope"), Path.of("bin/inner"));
        assertCounts(Launcher.here().called(outer).from(folder).run(SUMMARY));
        Files.delete(outer);
        Files.delete(inner);
    }

    @Test
    void runsUnderAPathWithASpace() throws Exception {
        assertCounts(Launcher.copiedTo(folder.resolve("my nets")).from(folder).run(SUMMARY));
    }

    /// Also the proof that a start-up cache made elsewhere is no reason to complain.
    private static void assertCounts(Launcher.Outcome outcome) {
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        var result = JsonReader.parse("stdout", outcome.out(), SummaryResult.class);
        assertThat(result.totals().params()).isEqualTo(11_689_512);
    }

    @Test
    void tellsMistakesApartFromResults() throws Exception {
        var outcome = Launcher.here().run("summary", "resnet-17");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("there is no network 'resnet-17'").hasLineCount(2);
    }

    @Test
    void endsQuietlyWhenNobodyReads() throws Exception {
        String script = Launcher.here().script().toString();
        var shell =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "{ \"$0\" summary efficientnet-l2 --format json; echo $? >&2; }"
                                        + " | head -n 1",
                                script)
                        .redirectError(folder.resolve("err").toFile())
                        .start();
        assertThat(new String(shell.getInputStream().readAllBytes())).isEqualTo("{\n");
        assertThat(shell.waitFor()).isZero();
        assertThat(folder.resolve("err")).hasContent("0");
    }

    @Test
    void namesJdkAndVectorWidth() throws Exception {
        var outcome = Launcher.here().run("--version");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("convscope 0.")
                .containsPattern("JDK 25\\.")
                .containsPattern("(128|256|512) bits");
    }

    /// Each of these takes longer to load than a summary may take altogether.
    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "models", "summary resnet-18", "summary resnet-18 --format json"})
    void countingLoadsNothingHeavy(String words) throws Exception {
        var loaded = folder.resolve("loaded");
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.add("-Xlog:class+load:file=" + loaded);
        command.addAll(List.of("-cp", "target/convscope.jar:target/lib/*", Main.class.getName()));
        command.addAll(List.of(words.split(" ")));
        var process =
                new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(loaded))
                .contains("dev.convscope.cli.Main")
                .doesNotContain("tech.tablesaw.")
                .doesNotContain("tools.jackson.databind.")
                .doesNotContain("jdk.incubator.vector.")
                .doesNotContain("org.openjdk.jmh.")
                .doesNotContain("com.google.protobuf.");
    }

    /// In this mode the JVM refuses to start with a cache that does not fit its flags.
    @Test
    void startsFromTheCacheOfTheBuild() throws Exception {
        assertCounts(Launcher.here().with("CONVSCOPE_JVM_FLAGS", "-XX:AOTMode=on").run(SUMMARY));
    }

    @Test
    void takesNoFlagsFromTheEnvironment() throws Exception {
        var outcome =
                Launcher.here()
                        .with("JAVA_TOOL_OPTIONS", "-Dleak=1")
                        .with("JDK_JAVA_OPTIONS", "-Dleak=1")
                        .run(SUMMARY);
        assertCounts(outcome);
    }

    @Test
    void refusesAJdkThatWasNamedButDoesNotSuit() throws Exception {
        var jdk = Files.createDirectories(folder.resolve("jdk-17"));
        Files.createDirectory(jdk.resolve("bin"));
        Launcher.program(jdk.resolve("bin/java"), "#!/bin/sh\n");
        Files.writeString(
                jdk.resolve("release"),
                "JAVA_VERSION=\"17.0.1\"\nMODULES=\"java.base jdk.incubator.vector\"\n");
        var outcome =
                Launcher.here().with("CONVSCOPE_JAVA_HOME", jdk.toString()).run("summary", "x");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("error: CONVSCOPE_JAVA_HOME names no JDK 25")
                .contains(jdk.toString())
                .hasLineCount(2);
    }

    @Test
    void buildsOnceWhenTwoStartOnChangedSources() throws Exception {
        var launcher = Launcher.copiedTo(folder.resolve("project"));
        launcher.touchSources();
        var stamp = launcher.workingFolder().resolve("target/launch/stamp");
        var log = folder.resolve("builds");
        var impatient =
                launcher.withTools(
                        folder.resolve("tools"),
                        Map.of(
                                "mvn",
                                """
                                #!/bin/sh
                                echo "$@" >>'%s'
                                echo noise
                                sleep 1
                                touch -t 209901010000 '%s'
                                """
                                        .formatted(log, stamp)));
        var first = impatient.start(folder.resolve("1.out"), folder.resolve("1.err"), SUMMARY);
        var second = impatient.start(folder.resolve("2.out"), folder.resolve("2.err"), SUMMARY);
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(log).content().hasLineCount(1).contains("package");
        assertThat(
                        Files.readString(folder.resolve("1.err"))
                                + Files.readString(folder.resolve("2.err")))
                .contains("convscope: building")
                .contains("convscope: waiting for another build")
                .doesNotContain("noise");
        assertThat(folder.resolve("1.out")).hasSameTextualContentAs(folder.resolve("2.out"));
    }

    @Test
    void takesOverTheLockOfABuildThatDied() throws Exception {
        var launcher = Launcher.copiedTo(folder.resolve("project"));
        launcher.touchSources();
        var lock = launcher.workingFolder().resolve("target/.launcher-lock");
        Files.createDirectories(lock);
        Files.writeString(lock.resolve("pid"), "999999999");
        var stamp = launcher.workingFolder().resolve("target/launch/stamp");
        var outcome =
                launcher.withTools(
                                folder.resolve("tools"),
                                Map.of("mvn", "#!/bin/sh\ntouch -t 209901010000 '" + stamp + "'\n"))
                        .run(SUMMARY);
        assertThat(outcome.code()).isZero();
        assertThat(lock).doesNotExist();
    }

    @Test
    void saysWhatToInstallWhenThereIsNoMaven() throws Exception {
        var launcher = Launcher.copiedTo(folder.resolve("project"));
        launcher.touchSources();
        var outcome = launcher.withTools(folder.resolve("tools"), Map.of()).run(SUMMARY);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("there is no mvn").contains("install Maven");
    }

    @Test
    void saysSoWhenTheBuildFails() throws Exception {
        var launcher = Launcher.copiedTo(folder.resolve("project"));
        launcher.touchSources();
        var outcome =
                launcher.withTools(
                                folder.resolve("tools"),
                                Map.of("mvn", "#!/bin/sh\necho what is wrong\nexit 1\n"))
                        .run(SUMMARY);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("what is wrong", "error: the build failed");
        assertThat(launcher.workingFolder().resolve("target/.launcher-lock")).doesNotExist();
    }

    @Test
    void saysSoWhenOnnxRuntimeCannotBeFetched() throws Exception {
        var outcome =
                Launcher.copiedTo(folder.resolve("project"))
                        .withTools(folder.resolve("tools"), Map.of("mvn", "#!/bin/sh\nexit 1\n"))
                        .run("latency", "resnet-18", "--engine=vector,onnxruntime");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("error: the engine onnxruntime cannot be fetched");
    }

    @Test
    void keepsWhatWasMeasuredWhenInterrupted() throws Exception {
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var process =
                Launcher.here()
                        .start(
                                out,
                                err,
                                "latency",
                                "mobilenet-v1,width=0.25@32",
                                "--forks=500",
                                "--time=0.05",
                                "--format=json");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (process.isAlive() && !Files.readString(err).contains("fork 2 of 500")) {
            assertThat(System.nanoTime()).as(Files.readString(err)).isLessThan(deadline);
            Thread.sleep(50);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(130);
        var result = JsonReader.read(out, LatencyResult.class);
        assertThat(result.complete()).isFalse();
        assertThat(result.results()).hasSize(1);
        assertThat(result.results().getFirst().forks()).isNotEmpty();
    }

    /// No limit here: a busy machine would fail it. The README quotes what a quiet one needs.
    @Test
    void showsHowLongTheLargestSummaryTakes() throws Exception {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            assertThat(Launcher.here().run("summary", "efficientnet-l2").code()).isZero();
            millis.add((System.nanoTime() - start) / 1_000_000);
        }
        millis.sort(null);
        System.out.println("summary efficientnet-l2 took " + millis.get(1) + " ms, median of 3");
    }
}
