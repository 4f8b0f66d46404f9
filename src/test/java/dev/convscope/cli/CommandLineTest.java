package dev.convscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.result.JsonReader;
import dev.convscope.result.SummaryResult;
import dev.convscope.result.VerifyResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class CommandLineTest {
    @TempDir Path folder;

    @Test
    void verifyAgreesWithTheReference() {
        var outcome = Cli.run("verify", "mobilenet-v2,width=0.35@32", "--format", "json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        var result = JsonReader.parse("stdout", outcome.out(), VerifyResult.class);
        assertThat(result.ok()).isTrue();
        assertThat(result.engine()).isEqualTo("vector");
        assertThat(result.against()).isEqualTo("reference");
        assertThat(result.maxRelError().orElseThrow()).isLessThan(1e-4);
    }

    @Test
    void verifyTellsTheLayersThatAreFurthestOff() {
        var outcome = Cli.run("verify", "mobilenet-v2,width=0.35@32", "--layers");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("the 10 of ", " layers that are furthest off", "F32Conv");
    }

    @Test
    void exportWritesAFileAndSaysThatItsWeightsAreRandom() throws IOException {
        var file = folder.resolve("net.onnx");
        var outcome = Cli.run("export", "mobilenet-v2,width=0.35@32", "--onnx", file.toString());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("random weights of seed 1");
        assertThat(Files.size(file)).isGreaterThan(1_000_000);
    }

    @Test
    void aResultFileAppearsWholeAndAlone() throws IOException {
        var file = folder.resolve("resnet.json");
        Files.writeString(file, "what was there before");
        var outcome = Cli.run("summary", "resnet-18", "--format", "json", "-o", file.toString());
        assertThat(outcome).isEqualTo(new Cli.Outcome(0, "", ""));
        var result = JsonReader.read(file, SummaryResult.class);
        assertThat(result.totals().params()).isEqualTo(11_689_512);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aMistakeLeavesTheOldFileAlone() throws IOException {
        var file = folder.resolve("old.csv");
        Files.writeString(file, "old");
        assertThat(Cli.run("summary", "resnet-17", "-o", file.toString()).code()).isEqualTo(2);
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aFileGetsPlainRowsOfFullWidthFromATerminalToo() throws IOException {
        var file = folder.resolve("wide.txt");
        Cli.terminal(40).execute("summary", "resnet-18@64", "-o", file.toString());
        assertThat(file).hasContent(Cli.run("summary", "resnet-18@64").out());
    }

    @Test
    void aNarrowTerminalGetsFewerColumnsAndIsToldWhich() {
        var outcome = Cli.terminal(60).execute("summary", "resnet-18@64", "--color=never");
        assertThat(outcome.out()).contains("not shown in so few columns: ");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        String[] args = {"summary", "resnet-18@64"};
        assertThat(Cli.terminal(80).execute(args).out()).contains("\u001b[");
        assertThat(Cli.terminal(80).with("NO_COLOR", "1").execute(args).out())
                .doesNotContain("\u001b[");
        assertThat(Cli.terminal(80).with("TERM", "dumb").execute(args).out())
                .doesNotContain("\u001b[");
        assertThat(Cli.run(args).out()).doesNotContain("\u001b[");
        assertThat(Cli.piped().with("CLICOLOR_FORCE", "1").execute(args).out()).contains("\u001b[");
        assertThat(Cli.run("summary", "resnet-18@64", "--color=always").out()).contains("\u001b[");
    }

    @Test
    void theVersionNamesTheJdkAndTheVectorWidth() {
        var outcome = Cli.run("--version");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .startsWith("convscope ")
                .contains("JDK " + Runtime.version())
                .containsPattern("vectors of (128|256|512) bits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionKnowsCommandsAndOptions(String shell) {
        var outcome = Cli.run("completion", shell);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("summary")
                .contains("--convention")
                .contains("onnxruntime");
    }

    @Test
    void aSizeThatNoMemoryHoldsIsRefusedBeforeAnythingRuns() {
        var outcome = Cli.run("latency", "resnet-18@1000000");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("error: model 'resnet-18@1000000'")
                .contains("too large for this machine's memory")
                .contains("help: use a smaller resolution")
                .hasLineCount(2);
    }

    @Test
    void aModelsOwnKeyWinsOverTheCommands() {
        String own = Cli.run("summary", "mobilenet-v1,width=0.5", "--width=0.75").out();
        assertThat(own).isEqualTo(Cli.run("summary", "mobilenet-v1,width=0.5").out());
        String commands = Cli.run("summary", "mobilenet-v1", "--width=0.75").out();
        assertThat(commands).isEqualTo(Cli.run("summary", "mobilenet-v1,width=0.75").out());
    }

    @Test
    void aClosedPipeEndsQuietly() {
        var err = new ByteArrayOutputStream();
        assertThat(runInto(failing("Broken pipe"), err)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aFullDiskIsToldInOneSentence() {
        var err = new ByteArrayOutputStream();
        assertThat(runInto(failing("No space left on device"), err)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("error: standard output: cannot write (found No space left on device)");
    }

    @Test
    void anErrorOfOursShowsItsStackAndAsksForAReport() {
        var err = new ByteArrayOutputStream();
        var broken =
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        throw new IllegalStateException("a bug");
                    }
                };
        assertThat(runInto(broken, err)).isEqualTo(70);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("java.lang.IllegalStateException: a bug\n\tat dev.convscope")
                .contains("help: this is an error of ours; please report it");
    }

    private static int runInto(OutputStream out, OutputStream err) {
        var errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(out, errors, false, false, 80, Map.of());
        return Convscope.run(terminal, "summary", "resnet-18");
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
    }
}
