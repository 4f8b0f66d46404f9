package dev.convscope.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class NearestNamesTest {
    private static final List<String> NAMES =
            List.of("resnet-18", "resnet-50", "resnet-152", "efficientnet-b0", "mobilenet-v2");

    @Test
    void findsAWordWithAMissingOrSwappedLetter() {
        assertThat(NearestNames.of("resnt-50", NAMES)).startsWith("resnet-50");
        assertThat(NearestNames.of("efficeintnet-b0", NAMES)).containsExactly("efficientnet-b0");
    }

    @Test
    void separatorsAndCaseDoNotMatter() {
        assertThat(NearestNames.of("MobileNet_V2", NAMES)).containsExactly("mobilenet-v2");
        assertThat(NearestNames.of("resnet152", NAMES)).startsWith("resnet-152");
    }

    @Test
    void aBeginningIsClose() {
        assertThat(NearestNames.of("effic", NAMES)).containsExactly("efficientnet-b0");
    }

    @Test
    void aStrangerHasNoNearName() {
        assertThat(NearestNames.of("transformer", NAMES)).isEmpty();
        assertThat(NearestNames.question("transformer", NAMES, "see the list"))
                .isEqualTo("see the list");
    }

    @Test
    void asksAQuestion() {
        assertThat(NearestNames.question("mobilenet-v", NAMES, ""))
                .isEqualTo("did you mean 'mobilenet-v2'?");
    }
}
