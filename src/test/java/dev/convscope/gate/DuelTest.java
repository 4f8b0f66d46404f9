package dev.convscope.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Synthetic forks, no clock.
class DuelTest {
    private static final DuelRules RULES = DuelRules.DEFAULT;

    private final Random random = new Random(5);

    private double[] forks(int count, double centre, double spread) {
        double[] forks = new double[count];
        Arrays.setAll(forks, _ -> centre * Math.exp(spread * random.nextGaussian()));
        return forks;
    }

    private Sides sides(int pairs, double ratio, double spread) {
        return new Sides(forks(pairs, 10, spread), forks(pairs, 10 * ratio, spread));
    }

    /// Both stages, as the command drives them.
    private Decision.Decided run(double ratio, double spread) {
        var duel = Duel.of(RULES, Set.of("m"));
        var screen = Map.of("m", sides(RULES.screenPairs(), ratio, spread));
        return switch (duel.screened(screen)) {
            case Decision.Decided decided -> decided;
            case Decision.MoreForks more -> {
                assertThat(more.suspects()).containsExactly("m");
                yield duel.confirmed(screen, Map.of("m", sides(more.pairs(), ratio, spread)));
            }
        };
    }

    private long count(Class<? extends Verdict> kind, int duels, double ratio, double spread) {
        long found = 0;
        for (int i = 0; i < duels; i++) {
            if (kind.isInstance(run(ratio, spread).verdicts().get("m"))) found++;
        }
        return found;
    }

    @Test
    void letsTheSameCodePass() {
        assertThat(run(1, 0.005).verdicts().get("m")).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void raisesNoFalseAlarmsOnTheSameCode() {
        assertThat(count(Verdict.Regressed.class, 1000, 1, 0.01)).isZero();
    }

    @Test
    void findsASlowdownOfFivePercentNineTimesInTen() {
        assertThat(count(Verdict.Regressed.class, 300, 1.05, 0.01)).isGreaterThanOrEqualTo(270);
    }

    @Test
    void findsASlowdownOfTenPercentNearlyAlways() {
        assertThat(count(Verdict.Regressed.class, 300, 1.10, 0.015)).isGreaterThanOrEqualTo(297);
    }

    @Test
    void showsASpeedUpAsClearAsASlowdown() {
        assertThat(run(1 / 1.2, 0.01).verdicts().get("m")).isInstanceOf(Verdict.Improved.class);
    }

    private static final double[] WIDE = {10, 10.8, 11.6, 12.4, 9.2, 8.5};

    @Test
    void measuresAgainWhatAScreenCannotTell() {
        var decision = Duel.of(RULES, Set.of("m")).screened(Map.of("m", new Sides(WIDE, WIDE)));

        assertThat(decision).isEqualTo(new Decision.MoreForks(Set.of("m"), RULES.confirmPairs()));
    }

    @Test
    void callsAPassThatCouldNotHaveFailedInconclusive() {
        var screen = Map.of("m", new Sides(WIDE, WIDE));

        var decided = Duel.of(RULES, Set.of("m")).confirmed(screen, screen);

        assertThat(decided.verdicts().get("m"))
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        verdict -> assertThat(verdict.reason()).contains("differ too much"));
    }

    /// Two of twenty forks that something else disturbed are left out, not taken for a speed.
    @Test
    void judgesAsideFromAFewDisturbedForks() {
        double[] base = forks(20, 10, 0.005);
        double[] head = forks(20, 10, 0.005);
        for (int i : new int[] {3, 11}) {
            base[i] *= 1.25;
            head[i + 2] *= 1.25;
        }

        var decided =
                Duel.of(RULES, Set.of("m"))
                        .confirmed(
                                Map.of("m", sides(6, 1, 0.005)),
                                Map.of("m", new Sides(base, head)));

        assertThat(decided.verdicts().get("m")).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void missesABenchmarkThatWasNotMeasured() {
        var decided =
                Duel.of(RULES, Set.of("m", "gone"))
                        .confirmed(Map.of("m", sides(6, 1, 0.005)), Map.of());

        assertThat(decided.verdicts().get("gone")).isInstanceOf(Verdict.Missing.class);
        assertThat(decided.verdicts().get("m")).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void missesASuspectWithoutFreshForks() {
        var decided =
                Duel.of(RULES, Set.of("m")).confirmed(Map.of("m", sides(6, 1.5, 0.005)), Map.of());

        assertThat(decided.verdicts().get("m")).isInstanceOf(Verdict.Missing.class);
    }

    @Test
    void distrustsARunInWhichBaseDiffersFromItself() {
        double[] base = {10, 11, 10.1, 11.1, 10, 11};
        var sides = Map.of("m", new Sides(base, base));
        var decided = Duel.of(RULES, Set.of("m")).confirmed(sides, sides);

        assertThat(decided.verdicts().get("m")).isInstanceOf(Verdict.Unreliable.class);
        assertThat(decided.floor()).isGreaterThan(1.05);
    }

    @Test
    void doesNotJudgeCodeOfTwoSpeeds() {
        double[] base = {10, 10.1, 10.05, 20, 20.1, 10, 10.1, 10.02};
        double[] head = {10.1, 10, 20.2, 20.1, 10, 20, 10.1, 10.05};

        var sides = Map.of("m", new Sides(base, head));
        var decided = Duel.of(RULES, Set.of("m")).confirmed(sides, sides);

        assertThat(decided.verdicts().get("m"))
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        verdict ->
                                assertThat(verdict.reason())
                                        .contains("two speeds")
                                        .contains("2 of 8 slow before and 3 now"));
    }

    @Test
    void failsWhenTheFastSpeedBecameRare() {
        double[] base = {10, 10.1, 10.05, 10, 10.1, 10, 10.1, 10.02, 10, 10.1};
        double[] head = {20.1, 20, 20.2, 20.1, 20, 20, 20.1, 20.05, 10, 10.1};
        var sides = new Sides(base, head);

        var decided = Duel.of(RULES, Set.of("m")).confirmed(Map.of("m", sides), Map.of("m", sides));

        assertThat(decided.verdicts().get("m")).isInstanceOf(Verdict.Regressed.class);
    }

    /// One model may be noisier than the others, and its limit is its own.
    @Test
    void holdsEachBenchmarkToItsOwnTolerance() {
        var slow = sides(20, 1.05, 0.005);
        var screen = Map.of("strict", slow, "lenient", slow);
        var duel = new Duel(RULES, new TreeMap<>(Map.of("strict", 0.025, "lenient", 0.10)));

        var verdicts = duel.confirmed(screen, Map.copyOf(screen)).verdicts();

        assertThat(verdicts.get("strict")).isInstanceOf(Verdict.Regressed.class);
        assertThat(verdicts.get("lenient")).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void decidesTheSameAgainFromTheSameForks() {
        var screen = Map.of("m", sides(6, 1.2, 0.01));
        var fresh = Map.of("m", sides(20, 1.2, 0.01));
        var duel = Duel.of(RULES, Set.of("m"));

        assertThat(duel.confirmed(screen, fresh)).isEqualTo(duel.confirmed(screen, fresh));
    }
}
