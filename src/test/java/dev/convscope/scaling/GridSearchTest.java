package dev.convscope.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;

class GridSearchTest {

    @Test
    void stepsOfAFiveHundredthGiveAHundredAndNineCandidates() {
        var candidates = GridSearch.STANDARD.candidates();
        assertThat(candidates).hasSize(109).doesNotHaveDuplicates();
        assertThat(candidates).filteredOn(c -> c.alpha() == 1.2).hasSize(11);
        assertThat(candidates).contains(CompoundScaling.RELEASED);
    }

    @Test
    void everyCandidateKeepsToTheTolerance() {
        var candidates = GridSearch.STANDARD.withTolerance(.02).candidates();
        assertThat(candidates)
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.product()).isBetween(1.98, 2.02));
    }

    @Test
    void aStepOfNothingIsRefused() {
        assertThatThrownBy(() -> GridSearch.STANDARD.withStep(0))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("step");
    }
}
