package dev.convscope.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.result.GateResult.Verdict;
import dev.convscope.result.HistoryResult;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

class HistoryAdviceTest {
    private static final String SERIES = "a p50Nanos";

    private static HistoryResult run(int day, String machine, double nanos) {
        return HistoryResult.of(
                "2026-01-%02dT00:00:00Z".formatted(day),
                Optional.of("commit" + day),
                machine,
                Verdict.PASS,
                Map.of(SERIES, nanos));
    }

    private static List<HistoryResult> runs(String machine, int from, int to, double nanos) {
        var random = new Random(from);
        return IntStream.rangeClosed(from, to)
                .mapToObj(day -> run(day, machine, nanos * (1 + 0.005 * random.nextGaussian())))
                .toList();
    }

    private static List<HistoryResult> joined(List<HistoryResult> one, List<HistoryResult> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }

    @Test
    void namesTheRunWithWhichALevelChanged() {
        var earlier = joined(runs("m", 1, 12, 1e7), runs("m", 13, 20, 1.06e7));

        var advice = HistoryAdvice.of(earlier, run(21, "m", 1.06e7));

        assertThat(advice).hasSize(1);
        assertThat(advice.getFirst())
                .contains(SERIES)
                .containsPattern("changed by \\+[56]\\.\\d %")
                .contains("2026-01-13T00:00:00Z (commit13), 8 runs ago");
    }

    @Test
    void saysNothingOfAQuietHistory() {
        assertThat(HistoryAdvice.of(runs("m", 1, 20, 1e7), run(21, "m", 1e7))).isEmpty();
    }

    @Test
    void doesNotMixMachines() {
        var earlier = joined(runs("fast", 1, 12, 1e7), runs("slow", 13, 20, 2e7));

        assertThat(HistoryAdvice.of(earlier, run(21, "slow", 2e7))).isEmpty();
    }

    @Test
    void saysNothingOfAShortHistory() {
        assertThat(HistoryAdvice.of(List.of(), run(1, "m", 1e7))).isEmpty();
        assertThat(HistoryAdvice.of(runs("m", 1, 2, 1e7), run(3, "m", 2e7))).isEmpty();
    }
}
