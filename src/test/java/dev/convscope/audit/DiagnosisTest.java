package dev.convscope.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.analysis.Tally;
import dev.convscope.audit.Diagnosis.Finding;
import dev.convscope.zoo.Configuration;
import dev.convscope.zoo.Network;
import dev.convscope.zoo.Zoo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.Set;

class DiagnosisTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "efficientnet-b0",
                "efficientnet-b3",
                "efficientnet-b7",
                "efficientnet-l2",
                "efficientnetv2-s",
                "efficientnetv2-b3",
                "efficientnet-edgetpu-m"
            })
    void theSecondWritingWithoutSlipsIsTheNetwork(String name) {
        Network network = Zoo.find(name).orElseThrow();
        var table = network.architecture().blockTable().orElseThrow();
        var written = new MistakenBlocks(table, Set.of(), 1, 1);
        assertThat(Tally.of(written.build(network.defaultPixels(), 1000)))
                .isEqualTo(Tally.of(network.build()));
    }

    @ParameterizedTest
    @CsvSource({
        "b0, 8423848, squeezes from the expanded width",
        "b1, 13336204, squeezes from the expanded width",
        "b7, 125844160, squeezes from the expanded width",
        "b0, 5279208, of squeeze-and-excitation have no bias",
        "b4, 19312576, of squeeze-and-excitation have no bias",
        "b0, 4652008, no squeeze-and-excitation",
        "b7, 54374856, no squeeze-and-excitation",
        "b4, 14445532, repeats are rounded down",
        "b4, 17571304, repeats are rounded to the nearest",
        "b0, 5309556, every convolution has a bias",
        "b7, 66503320, every convolution has a bias",
        "b0, 5289636, has an expansion convolution all the same",
        "b4, 18599216, the last convolution keeps its width",
        "b3, 12227212, is not raised",
        "b0, 5330571, a normalisation layer are counted",
        "b0, 5330564, moving statistics are counted"
    })
    void aWrongCountIsTracedToItsMistake(String member, String params, String mistake) {
        var best = diagnose("efficientnet-" + member, params, null).getFirst();
        assertThat(best.exact()).isTrue();
        assertThat(best.suspect().description()).contains(mistake);
    }

    @ParameterizedTest
    @CsvSource({
        "b0, squeezes from the expanded width, .3889", "b0, no squeeze-and-excitation, .3852",
        "b0, has an expansion convolution, .3987", "b7, squeezes from the expanded, 37.8054",
        "b7, rounded down, 32.6255", "b7, keeps its width, 37.4489"
    })
    void mistakesMoveTheWorkAsKnown(String member, String mistake, double gmacs) {
        var suspects =
                new Diagnosis(
                                Zoo.find("efficientnet-" + member).orElseThrow(),
                                Configuration.defaults())
                        .suspects();
        assertThat(suspects)
                .filteredOn(suspect -> suspect.description().contains(mistake))
                .first()
                .satisfies(s -> assertThat(s.macs() / 1e9).isCloseTo(gmacs, within(.00005)));
    }

    @Test
    void theKerasResNetIsFound() {
        var best = diagnose("resnet-50", "25,636,712", null).getFirst();
        assertThat(best.exact()).isTrue();
        assertThat(best.suspect().description()).contains("every convolution has a bias, and");
    }

    @Test
    void operationsOfOtherToolsAndVariantsAreFound() {
        assertThat(diagnose("resnet-50", null, "3.86G").getFirst().suspect().description())
                .isEqualTo("it is resnet-50:v1");
        assertThat(diagnose("resnet-50", null, "8.18G"))
                .filteredOn(Finding::exact)
                .extracting(finding -> finding.suspect().description())
                .contains("operations as flop2 counts them");
    }

    @Test
    void parametersTellApartWhatOperationsDoNot() {
        var byWork = diagnose("efficientnet-b0", null, "0.399G").stream().filter(Finding::exact);
        assertThat(byWork).hasSizeGreaterThan(1);
        var both = diagnose("efficientnet-b0", "5289636", "0.399G").stream().filter(Finding::exact);
        assertThat(both).hasSize(1);
    }

    @Test
    void aCountThatNothingGivesHasNoExactFinding() {
        var findings = diagnose("efficientnet-b0", "123456789", null);
        assertThat(findings).isNotEmpty().noneMatch(Finding::exact);
    }

    @Test
    void theRightCountIsNoMistake() {
        assertThat(diagnose("mobilenet-v2", "3504872", null).getFirst().suspect().description())
                .startsWith("nothing");
    }

    private static List<Finding> diagnose(String name, String params, String macs) {
        var diagnosis = new Diagnosis(Zoo.find(name).orElseThrow(), Configuration.defaults());
        return diagnosis.find(
                Optional.ofNullable(params).map(text -> Figure.parse(text, "--params")),
                Optional.ofNullable(macs).map(text -> Figure.parse(text, "--macs")));
    }
}
