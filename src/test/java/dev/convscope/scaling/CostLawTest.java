package dev.convscope.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.scaling.CostLaw.Part;
import dev.convscope.scaling.CostLaw.Term;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostLawTest {

    @ParameterizedTest
    @ValueSource(strings = {"efficientnet-b0", "resnet-50", "mobilenet-v1", "mobilenet-v2"})
    void termsLeadFromThePredictedToTheRealRatio(String name) {
        var law = new CostLaw(Networks.base(name));
        var explanation = law.explain(CompoundScaling.RELEASED.at(2));
        double differences = explanation.terms().stream().mapToDouble(Term::ratio).sum();
        assertThat(explanation.predictedRatio() + differences)
                .isCloseTo(explanation.ratio(), within(1e-9));
    }

    @Test
    void theExactNetworkNeedsNoRoundingWhereEverythingIsWhole() {
        var base = Networks.base("efficientnet-b0");
        var doubled = new Multipliers(2, 2, 2);
        assertThat(new CostLaw(base).exactMacs(doubled))
                .isCloseTo(base.scale(doubled).macs(), within(.01 * base.scale(doubled).macs()));
    }

    @Test
    void theFirstStepOvershootsBecauseBlocksAreRoundedUp() {
        var law = new CostLaw(Networks.base("efficientnet-b0"));
        var explanation = law.explain(CompoundScaling.RELEASED.at(1));
        assertThat(explanation.predictedRatio()).isCloseTo(1.92, within(.005));
        assertThat(explanation.exactRatio()).isBetween(1.85, 1.97);
        assertThat(explanation.ratio()).isCloseTo(2.57, within(.005));
        var blocks =
                explanation.terms().stream()
                        .filter(term -> term.name().contains("blocks up"))
                        .findFirst()
                        .orElseThrow();
        assertThat(blocks.ratio()).isGreaterThan(.4);
    }

    @Test
    void depthwiseConvolutionsGrowSlowerThanTheLaw() {
        var law = new CostLaw(Networks.base("mobilenet-v2"));
        assertThat(law.explain(new Multipliers(1, 2, 1)).terms())
                .filteredOn(term -> term.name().equals(Part.DEPTHWISE.reason()))
                .singleElement()
                .satisfies(term -> assertThat(term.macs()).isNegative());
    }

    @Test
    void stagesShowWhatWasAskedForAndWhatWasBuilt() {
        var base = Networks.base("efficientnet-b0");
        var stages = StageScaling.of(base, base.scale(CompoundScaling.RELEASED.at(1)));
        assertThat(stages).hasSize(9);
        var fifth = stages.get(4);
        assertThat(fifth.exactChannels()).isCloseTo(88, within(1e-9));
        assertThat(fifth.channels()).isEqualTo(88);
        assertThat(fifth.exactBlocks()).isCloseTo(3.6, within(1e-9));
        assertThat(fifth.blocks()).isEqualTo(4);
    }
}
