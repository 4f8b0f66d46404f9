package dev.convscope.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class CandidateSearchTest {
    private static final CompoundScaling DEEP = new CompoundScaling(2, 1, 1);
    private static final CompoundScaling WIDE = new CompoundScaling(1, 1.4, 1);

    @TempDir private Path folder;
    private final CandidateSearch search = new CandidateSearch(Networks.base("efficientnet-b0"), 1);

    @Test
    void theLastLineOfTheCommandIsTheAccuracy() throws Exception {
        var objective = new CommandObjective("echo training; echo \"7$CONVSCOPE_ALPHA\"; echo");
        var best = search.run(List.of(DEEP, WIDE), objective, log(), trial -> {});
        assertThat(best.orElseThrow().candidate()).isEqualTo(DEEP);
        assertThat(best.orElseThrow().accuracy()).hasValue(72.0);
    }

    @Test
    void theCandidateCanBeTyped() throws Exception {
        var seen = folder.resolve("seen");
        var objective = new CommandObjective("echo $CONVSCOPE_MODEL >> '" + seen + "'; echo 1");
        search.run(List.of(WIDE), objective, log(), trial -> {});
        assertThat(Files.readString(seen)).isEqualTo("efficientnet-b0,width=1.4,depth=1.0@224\n");
    }

    @Test
    void aFailingCommandMarksItsCandidateAndTheSearchGoesOn() throws Exception {
        var objective = new CommandObjective("[ $CONVSCOPE_ALPHA = 2.0 ] && exit 3; echo 75.5");
        List<Trial> trials = new ArrayList<>();
        var best = search.run(List.of(DEEP, WIDE), objective, log(), trials::add);
        assertThat(trials.getFirst().failure()).isEqualTo("the command ended with code 3");
        assertThat(best.orElseThrow().candidate()).isEqualTo(WIDE);
    }

    @Test
    void aCommandWithoutANumberFails() throws Exception {
        List<Trial> trials = new ArrayList<>();
        search.run(List.of(WIDE), new CommandObjective("echo done"), log(), trials::add);
        search.run(List.of(WIDE), new CommandObjective("true"), log(), trials::add);
        assertThat(trials)
                .extracting(Trial::failure)
                .containsExactly(
                        "its last line is not a number: 'done'", "the command printed nothing");
    }

    @Test
    void anInterruptedSearchGoesOnWhereItStoppedAndTriesFailuresAgain() throws Exception {
        search.run(List.of(DEEP), new CommandObjective("echo 70"), log(), trial -> {});
        search.run(List.of(WIDE), new CommandObjective("exit 1"), log(), trial -> {});
        var counter = folder.resolve("runs");
        var objective = new CommandObjective("echo run >> '" + counter + "'; echo 60");
        var best = search.run(List.of(DEEP, WIDE), objective, log(), trial -> {});
        assertThat(Files.readAllLines(counter)).hasSize(1);
        assertThat(best.orElseThrow().accuracy()).hasValue(70);
    }

    @Test
    void aDamagedResultsFileIsTold() throws IOException {
        Files.writeString(folder.resolve("results.tsv"), "alpha\n1.2\t1.1\n");
        assertThatThrownBy(this::log)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("results.tsv, line 1")
                .hasMessageContaining("not a line of a results file");
    }

    private TrialLog log() {
        return TrialLog.open(folder.resolve("results.tsv"));
    }
}
