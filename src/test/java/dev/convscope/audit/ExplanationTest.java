package dev.convscope.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.analysis.Convention;
import dev.convscope.analysis.Quantity;
import dev.convscope.graph.Graph;
import dev.convscope.zoo.Zoo;

import org.junit.jupiter.api.Test;

class ExplanationTest {
    private final Graph resnet = Zoo.find("resnet-50").orElseThrow().build();

    @Test
    void theTermsAddUpToTheDifference() {
        assertThat(Explanation.all(resnet))
                .hasSize(Convention.all().size())
                .filteredOn(explanation -> explanation.convention().countsOperations())
                .allSatisfy(
                        explanation -> {
                            long sum =
                                    explanation.terms().stream()
                                            .mapToLong(Explanation.Term::difference)
                                            .sum();
                            assertThat(explanation.macs() + sum).isEqualTo(explanation.flops());
                        });
    }

    @Test
    void fvcoreDiffersByNormalisationAndTheLastPool() {
        var explanation = Explanation.of(resnet, Convention.named("fvcore"));
        assertThat(explanation.terms())
                .extracting(Explanation.Term::quantity)
                .containsExactly(Quantity.BN_ELEMENTS, Quantity.GLOBAL_POOL_INPUT);
        assertThat(explanation.terms().getFirst().difference())
                .isEqualTo(4_111_412_224L - 4_089_184_256L);
    }

    @Test
    void theSameRuleHasNoTerms() {
        assertThat(Explanation.of(resnet, Convention.named("mac")).terms()).isEmpty();
    }
}
