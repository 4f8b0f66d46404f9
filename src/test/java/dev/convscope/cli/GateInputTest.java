package dev.convscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.result.BaselineResult;
import dev.convscope.result.BaselineResult.Benchmark;
import dev.convscope.result.JsonWriter;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people give to `gate` by mistake: each is named before anything is measured.
class GateInputTest {
    @TempDir Path folder;

    private Path profile;
    private Path baseline;

    @BeforeEach
    void write() throws IOException {
        profile = folder.resolve("p.yaml");
        baseline = folder.resolve("b.json");
        Files.writeString(profile, "models: [{model: mobilenet-v2@32}]");
        var recorded =
                BaselineResult.sealed(
                        "sha256:0",
                        true,
                        Optional.empty(),
                        List.of(
                                Benchmark.of(
                                        "mobilenet-v2@32",
                                        "vector",
                                        1,
                                        1,
                                        Map.of("macs", 5L),
                                        List.of())));
        try (var out = Files.newOutputStream(baseline)) {
            JsonWriter.write(recorded, out);
        }
    }

    private Cli.Outcome check(Path against) {
        return Cli.run("gate", "check", profile.toString(), "--baseline", against.toString());
    }

    private void assertRefuses(Cli.Outcome outcome, String... sentences) {
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("error: ").hasLineCount(2).contains(sentences);
    }

    @Test
    void aBaselineThatWasEdited() throws IOException {
        Files.writeString(
                baseline, Files.readString(baseline).replace("\"macs\": 5", "\"macs\": 6"));

        assertRefuses(check(baseline), "b.json", "was changed after it was recorded", "--force");
    }

    @Test
    void aBaselineThatWasCutShort() throws IOException {
        String text = Files.readString(baseline);
        Files.writeString(baseline, text.substring(0, text.length() / 2));

        assertRefuses(check(baseline), "b.json", "cannot read this result file", "cut short");
    }

    @Test
    void aBaselineOfAnotherSchemaVersion() throws IOException {
        Files.writeString(
                baseline, Files.readString(baseline).replace("baseline/v1", "baseline/v7"));

        assertRefuses(
                check(baseline),
                "another version of its schema",
                "found convscope/baseline/v7",
                "expected convscope/baseline/v1");
    }

    @Test
    void aResultOfAnotherCommand() throws IOException {
        Files.writeString(
                baseline, Files.readString(baseline).replace("baseline/v1", "summary/v1"));

        assertRefuses(check(baseline), "another kind of file", "found convscope/summary/v1");
    }

    @Test
    void aBaselineThatIsNotThere() {
        assertRefuses(
                check(folder.resolve("none.json")), "there is no such baseline", "gate record");
    }

    @Test
    void aRecordingOverABaseline() {
        assertRefuses(
                Cli.run("gate", "record", profile.toString(), "-o", baseline.toString()),
                "there is a baseline already",
                "--force");
    }

    @Test
    void aHistoryWithADamagedLine() throws IOException {
        Path history = folder.resolve("h.jsonl");
        Files.writeString(history, "{\"schema\":\"convscope/history/v1\",\"at\":\"2026\n");

        assertRefuses(
                Cli.run(
                        "gate",
                        "check",
                        profile.toString(),
                        "--baseline",
                        baseline.toString(),
                        "--history",
                        history.toString()),
                "h.jsonl:1",
                "cannot read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "check | 'gate check' needs something to compare with",
                "duel | 'gate duel' needs two sides",
                "calibrate | 'gate calibrate' keeps every duel",
                "duel --base ./no-such-build | there is no such folder",
                "duel --base resnet-17 --head resnet-18 | there is no network 'resnet-17'",
                "duel --base resnet-18 --times | does not use --times",
                "record --head resnet-18 | 'gate record' does not use --head",
                "check --log x | does not use --log",
            })
    void anActionWithTheWrongOptions(String words, String sentence) {
        List<String> command = new java.util.ArrayList<>(List.of("gate"));
        command.addAll(List.of(words.split(" ")));
        command.add(2, profile.toString());

        assertRefuses(Cli.run(command.toArray(String[]::new)), sentence);
    }

    @Test
    void oneModelAgainstAProfileOfSeveral() throws IOException {
        Files.writeString(profile, "models: [{model: resnet-18}, {model: resnet-34}]");

        assertRefuses(
                Cli.run("gate", "duel", profile.toString(), "--base", "resnet-18"),
                "the same number of models (found 1 and 2)");
    }
}
