package dev.convscope.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.convscope.result.BaselineResult;
import dev.convscope.result.BaselineResult.Benchmark;
import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Fork;
import dev.convscope.result.GateResult.Verdict;
import dev.convscope.result.JsonReader;
import dev.convscope.result.JsonWriter;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A duel as a file: everything that its verdict rests on, and nothing else.
class DuelReportTest {
    private static final Duel DUEL = Duel.of(DuelRules.DEFAULT, Set.of("a"));

    private static Fork fork(int stage, int pair, boolean head, double nanos) {
        return new Fork("a", stage, pair, head, nanos, nanos, 0, true, 0, 4_000_000_000L);
    }

    /// Forks that differ by some per mille.
    private static List<Fork> forks(int stage, int pairs, double slowdown) {
        List<Fork> forks = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            double noise = 1 + 0.003 * Math.sin(7 * pair + stage);
            double other = 1 + 0.003 * Math.cos(5 * pair + stage);
            forks.add(fork(stage, pair, false, 1e7 * noise));
            forks.add(fork(stage, pair, true, 1e7 * (1 + slowdown) * other));
        }
        return forks;
    }

    private static DuelReport report(List<Fork> forks, Map<String, String> failures) {
        return new DuelReport(
                new GateResult.Sides("before", "now"),
                forks,
                failures,
                List.of(),
                Optional.empty());
    }

    private static DuelReport slower() {
        List<Fork> forks = new ArrayList<>(forks(1, 6, 0.3));
        forks.addAll(forks(2, 20, 0.3));
        return report(forks, Map.of());
    }

    @Test
    void tellsRatioIntervalAndChance() {
        var check = slower().decided(DUEL).checks().getFirst();

        assertThat(check.verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(check.ratio().orElseThrow()).isBetween(1.28, 1.32);
        assertThat(check.lowRatio().orElseThrow()).isLessThanOrEqualTo(check.ratio().orElseThrow());
        assertThat(check.highRatio().orElseThrow())
                .isGreaterThanOrEqualTo(check.ratio().orElseThrow());
        assertThat(check.p().orElseThrow()).isLessThan(0.01);
        assertThat(check.forks()).isEqualTo(20);
    }

    @Test
    void decidesTheSameAgainFromItsFile() throws Exception {
        var decided = slower().decided(DUEL);
        var text = new ByteArrayOutputStream();
        JsonWriter.write(decided, text);

        var read =
                JsonReader.parse(
                        "gate.json", text.toString(StandardCharsets.UTF_8), GateResult.class);

        assertThat(read).isEqualTo(decided);
        assertThat(DuelReport.again(read)).isEqualTo(decided);
    }

    @Test
    void keepsTheForksOfAnInterruptedDuelWithoutAVerdict() {
        var result = report(forks(1, 3, 0.3), Map.of()).interrupted(DUEL);

        assertThat(result.complete()).isFalse();
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.forks()).hasSize(6);
        assertThat(result.checks().getFirst().ratio().orElseThrow()).isBetween(1.28, 1.32);
    }

    @Test
    void saysWhyADuelWasNotBegun() {
        var refused =
                DuelReport.refused(DUEL, new GateResult.Sides("before", "now"), "it is noisy here");

        assertThat(refused.verdict()).isEqualTo(Verdict.UNRELIABLE);
        assertThat(refused.checks().getFirst().reason()).isEqualTo("it is noisy here");
    }

    @Test
    void failsClosedWhenAForkCrashedAfterSomePairs() {
        var result =
                report(forks(1, 4, 0), Map.of("a", "the fork failed: no such kernel"))
                        .decided(DUEL);

        assertThat(result.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(result.checks().getFirst().reason())
                .isEqualTo("the fork failed: no such kernel");
    }

    @Test
    void leavesOutAPairOfWhichOneForkIsMissing() {
        List<Fork> forks = new ArrayList<>(forks(1, 5, 0));
        forks.removeLast();

        assertThat(Sides.of(forks, 1).get("a").pairs()).isEqualTo(4);
    }

    @Test
    void namesForksThatAllocatedOrWereNotWarm() {
        List<Fork> forks = new ArrayList<>(forks(1, 6, 0));
        forks.set(0, new Fork("a", 1, 0, false, 1e7, 1e7, 1234.4, true, 0, 1));
        forks.set(3, new Fork("a", 1, 1, true, 1e7, 1e7, 0, false, 0.07, 1));

        assertThat(report(forks, Map.of()).decided(DUEL).notes())
                .containsExactly(
                        "a: memory was allocated while timed in base of pair 1 (1234 bytes an"
                                + " inference)",
                        "a: the JIT had not fallen quiet in head of pair 2",
                        "a: the hypervisor gave time to others in head of pair 2 (7.0 %)");
    }

    private static Benchmark counted(long params) {
        return Benchmark.of("a", "vector", 1, 1, Map.of("params", params, "macs", 7L), List.of());
    }

    private static DuelReport counting(long before, long now, Optional<BaselineResult> meant) {
        return new DuelReport(
                new GateResult.Sides("before", "now"),
                forks(1, 6, 0),
                Map.of(),
                Exact.ofBuilds(List.of(counted(before)), List.of(counted(now)), meant),
                Optional.empty());
    }

    @Test
    void failsOnACountThatChangedBetweenTheBuilds() throws Exception {
        var decided = counting(10, 11, Optional.empty()).decided(DUEL);

        assertThat(decided.verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(decided.checks())
                .extracting(GateResult.Check::metric, GateResult.Check::verdict)
                .containsExactly(
                        tuple("minNanos", Verdict.PASS),
                        tuple("macs", Verdict.PASS),
                        tuple("params", Verdict.REGRESSED),
                        tuple("allocatedBytes", Verdict.PASS));
        assertThat(DuelReport.again(decided)).isEqualTo(decided);
    }

    @Test
    void letsACountChangeToWhatABaselineStates() {
        var said = BaselineResult.sealed("any", true, Optional.empty(), List.of(counted(11)));
        var other = BaselineResult.sealed("any", true, Optional.empty(), List.of(counted(12)));

        assertThat(counting(10, 11, Optional.of(said)).decided(DUEL).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(counting(10, 11, Optional.of(other)).decided(DUEL).verdict())
                .isEqualTo(Verdict.REGRESSED);
    }

    @Test
    void countsAsMissingWhatOnlyTheBaseBuildCounts() {
        var checks = Exact.ofBuilds(List.of(counted(10)), List.of(), Optional.empty());

        assertThat(checks).hasSize(1);
        assertThat(checks.getFirst().verdict()).isEqualTo(Verdict.MISSING);
        assertThat(checks.getFirst().reason())
                .isEqualTo("it is in the base build, but not measured");
    }

    /// One fork that allocates is bad luck; all of them are the code.
    @Test
    void failsWhenEveryForkOfTheHeadAllocatesMore() {
        List<Fork> forks = new ArrayList<>(forks(1, 6, 0));
        forks.replaceAll(fork -> fork.head() ? allocating(fork, 96) : fork);
        assertThat(report(forks, Map.of()).decided(DUEL).verdict()).isEqualTo(Verdict.REGRESSED);

        forks.set(1, allocating(forks.get(1), 0));
        assertThat(report(forks, Map.of()).decided(DUEL).verdict()).isEqualTo(Verdict.PASS);
    }

    private static Fork allocating(Fork fork, double bytes) {
        return new Fork(
                fork.model(),
                fork.stage(),
                fork.pair(),
                fork.head(),
                fork.minNanos(),
                fork.p50Nanos(),
                bytes,
                true,
                0,
                fork.wallNanos());
    }
}
