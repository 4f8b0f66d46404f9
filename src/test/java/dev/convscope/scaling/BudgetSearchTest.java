package dev.convscope.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;

class BudgetSearchTest {
    private final ScalingBase b0 = Networks.base("efficientnet-b0");
    private final BudgetSearch coarse = new BudgetSearch(4, 3, 3, 2);

    @Test
    void everythingFoundKeepsToTheBudget() {
        var budget = Budget.NONE.withMacs(2_000_000_000L).withParams(12_000_000);
        var found = coarse.search(b0, budget, CompoundScaling.RELEASED);
        assertThat(found.frontier()).contains(found.best()).allMatch(budget::allows);
    }

    @Test
    void noPointOfTheFrontierIsExceededByAnother() {
        var budget = Budget.NONE.withMacs(2_000_000_000L);
        var frontier = coarse.search(b0, budget, CompoundScaling.RELEASED).frontier();
        assertThat(frontier)
                .allSatisfy(
                        a ->
                                assertThat(frontier)
                                        .noneMatch(
                                                b ->
                                                        !a.multipliers().equals(b.multipliers())
                                                                && atLeast(
                                                                        b.multipliers(),
                                                                        a.multipliers())));
    }

    private static boolean atLeast(Multipliers a, Multipliers b) {
        return a.depth() >= b.depth() && a.width() >= b.width() && a.resolution() >= b.resolution();
    }

    @Test
    void theBestIsBalanced() {
        var found =
                coarse.search(b0, Budget.NONE.withMacs(2_500_000_000L), CompoundScaling.RELEASED);
        assertThat(found.best().multipliers().width()).isGreaterThan(1);
        assertThat(found.best().multipliers().depth()).isGreaterThan(1);
        assertThat(found.best().multipliers().resolution()).isGreaterThan(1);
    }

    @Test
    void memoryIsALimitToo() {
        long memory = 2 * b0.scale(Multipliers.ONE).memoryBytes();
        var budget = Budget.NONE.withMemoryBytes(memory);
        var found = coarse.search(b0, budget, CompoundScaling.RELEASED);
        assertThat(found.frontier()).allMatch(network -> network.memoryBytes() <= memory);
    }

    @Test
    void aBudgetBelowTheBaseIsTold() {
        assertThatThrownBy(
                        () ->
                                coarse.search(
                                        b0,
                                        Budget.NONE.withMacs(1_000_000),
                                        CompoundScaling.RELEASED))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("not even the unscaled network")
                .hasMessageContaining("at most 1000000 MACs");
    }

    @Test
    void theRewardOfTheArchitectureSearchIsTheirs() {
        var reward = NasReward.EFFICIENTNET;
        assertThat(reward.of(77.1, 385_814_752)).isCloseTo(77.30, within(.005));
        assertThat(reward.of(76.0, 4_089_184_256L)).isCloseTo(64.6, within(.05));
    }
}
