package dev.convscope.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.result.BaselineResult;
import dev.convscope.result.BaselineResult.Benchmark;
import dev.convscope.result.EnvironmentSamples;
import dev.convscope.result.GateProfile;
import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Check;
import dev.convscope.result.GateResult.Verdict;
import dev.convscope.result.YamlReader;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class GateReportTest {
    private static final GateProfile PROFILE = YamlReader.profile("p.yaml", "models: [{model: a}]");

    private static Benchmark benchmark(String model, long macs, long allocated, Long... nanos) {
        return Benchmark.of(
                model,
                "vector",
                1,
                1,
                Map.of("macs", macs, "allocatedBytes", allocated),
                List.of(nanos));
    }

    private static BaselineResult baseline(Benchmark... benchmarks) {
        return BaselineResult.sealed("digest", true, Optional.empty(), List.of(benchmarks));
    }

    private static Verdict verdict(GateResult result, String metric) {
        return result.checks().stream()
                .filter(check -> check.metric().equals(metric))
                .map(Check::verdict)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void passesWhatIsEqual() {
        var result =
                GateReport.ofCheck(
                        PROFILE,
                        baseline(benchmark("a", 5, 0)),
                        baseline(benchmark("a", 5, 0)),
                        false);

        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.checks()).hasSize(2);
    }

    @Test
    void failsACountThatChangedEitherWay() {
        for (long macs : new long[] {4, 6}) {
            var result =
                    GateReport.ofCheck(
                            PROFILE,
                            baseline(benchmark("a", 5, 0)),
                            baseline(benchmark("a", macs, 0)),
                            false);
            assertThat(result.verdict()).isEqualTo(Verdict.REGRESSED);
        }
    }

    @Test
    void welcomesLessAllocation() {
        var result =
                GateReport.ofCheck(
                        PROFILE,
                        baseline(benchmark("a", 5, 64)),
                        baseline(benchmark("a", 5, 0)),
                        false);

        assertThat(verdict(result, "allocatedBytes")).isEqualTo(Verdict.IMPROVED);
        assertThat(result.verdict()).isEqualTo(Verdict.IMPROVED);
    }

    @Test
    void failsClosedOnAModelThatIsGoneAndNamesANewOne() {
        var result =
                GateReport.ofCheck(
                        PROFILE,
                        baseline(benchmark("a", 5, 0)),
                        baseline(benchmark("b", 5, 0)),
                        false);

        assertThat(result.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(result.checks())
                .extracting(Check::model, Check::verdict)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", Verdict.MISSING),
                        org.assertj.core.groups.Tuple.tuple("b", Verdict.NEW));
    }

    @Test
    void failsClosedOnNothingAtAll() {
        assertThat(GateReport.ofCheck(PROFILE, baseline(), baseline(), false).verdict())
                .isEqualTo(Verdict.MISSING);
    }

    @Test
    void doesNotCompareTimesOfAnotherMachineButStillTheCounts() {
        var here = EnvironmentSamples.bare();
        var there =
                new dev.convscope.result.Environment(
                        new dev.convscope.result.Environment.Cpu(
                                "Another CPU",
                                Optional.empty(),
                                List.of(),
                                1,
                                2,
                                2,
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                1,
                                List.of()),
                        here.limits(),
                        here.noise(),
                        here.software(),
                        here.run());
        var base =
                BaselineResult.sealed(
                        "d", true, Optional.of(there), List.of(benchmark("a", 5, 0, 100L)));
        var head =
                BaselineResult.sealed(
                        "d", true, Optional.of(here), List.of(benchmark("a", 5, 0, 900L)));

        var result = GateReport.ofCheck(PROFILE, base, head, true);

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(verdict(result, "macs")).isEqualTo(Verdict.PASS);
        assertThat(result.checks().getLast().reason()).contains("Another CPU").contains("A CPU");
    }

    @Test
    void givesTimesOfTheSameMachineAsAdviceOnly() {
        var here = Optional.of(EnvironmentSamples.bare());
        var base =
                BaselineResult.sealed("d", true, here, List.of(benchmark("a", 5, 0, 100L, 102L)));
        var head =
                BaselineResult.sealed("d", true, here, List.of(benchmark("a", 5, 0, 900L, 910L)));

        var result = GateReport.ofCheck(PROFILE, base, head, true);

        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.checks().getLast().reason()).startsWith("advice only");
    }

    @Test
    void holdsModelsToTheirBudgets() {
        var profile =
                YamlReader.profile(
                        "p.yaml",
                        """
                        models:
                          - model: a
                            maxMacs: 5
                            maxP50Millis: 1
                            minSpeedupOver: b
                            minSpeedup: 2
                          - model: b
                        """);
        var measured = baseline(benchmark("a", 5, 0, 1_500_000L), benchmark("b", 9, 0, 2_000_000L));

        var result = GateReport.ofCheck(profile, measured, measured, false);

        assertThat(verdict(result, "maxMacs")).isEqualTo(Verdict.PASS);
        assertThat(verdict(result, "maxP50Millis")).isEqualTo(Verdict.OVER_BUDGET);
        assertThat(verdict(result, "minSpeedupOver b")).isEqualTo(Verdict.OVER_BUDGET);
        assertThat(result.verdict()).isEqualTo(Verdict.OVER_BUDGET);
    }

    @Test
    void missesTheTimeThatABudgetNeeds() {
        var profile = YamlReader.profile("p.yaml", "models: [{model: a, maxP50Millis: 1}]");
        var measured = baseline(benchmark("a", 5, 0));

        var result = GateReport.ofCheck(profile, measured, measured, false);

        assertThat(verdict(result, "maxP50Millis")).isEqualTo(Verdict.MISSING);
    }

    @Test
    void doesNotCompareWithABaselineOfOtherSettingsButStillTheCounts() {
        var base =
                BaselineResult.sealed("old", true, Optional.empty(), List.of(benchmark("a", 5, 0)));

        var result = GateReport.ofCheck(PROFILE, base, baseline(benchmark("a", 6, 0)), false);

        assertThat(verdict(result, "profile")).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(verdict(result, "macs")).isEqualTo(Verdict.REGRESSED);
    }

    @Test
    void namesWhatABaselineWasMeasuredWith() {
        var threads = Benchmark.of("a", "vector", 2, 1, Map.of("macs", 5L), List.of());

        var result =
                GateReport.ofCheck(
                        PROFILE, baseline(threads), baseline(benchmark("a", 5, 0)), false);

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(result.checks().getFirst().reason()).contains("threads 2").contains("threads 1");
    }

    @Test
    void missesWhatAnInterruptedRecordingLeftOut() {
        var base = BaselineResult.sealed("digest", false, Optional.empty(), List.of());

        var result = GateReport.ofCheck(PROFILE, base, baseline(benchmark("a", 5, 0)), false);

        assertThat(result.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(verdict(result, "baseline")).isEqualTo(Verdict.MISSING);
    }

    @Test
    void missesTimesThatTheBaselineNeverHad() {
        var base = baseline(benchmark("a", 5, 0));

        var result = GateReport.ofCheck(PROFILE, base, base, true);

        assertThat(verdict(result, "p50Nanos")).isEqualTo(Verdict.MISSING);
    }

    @Test
    void writesVerdictsAsJsonHasThem() {
        assertThat(Verdict.values())
                .extracting(Verdict::toString)
                .containsExactly(
                        "pass",
                        "improved",
                        "new",
                        "inconclusive",
                        "unreliable",
                        "notComparable",
                        "missing",
                        "overBudget",
                        "regressed");
    }
}
