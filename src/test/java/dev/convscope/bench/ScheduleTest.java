package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

class ScheduleTest {
    @Test
    void mirrorsEverySecondRound() {
        List<Integer> turns = Schedule.of(3, 4, 11);

        assertThat(turns).hasSize(12);
        assertThat(turns.subList(3, 6)).isEqualTo(turns.subList(0, 3).reversed());
        assertThat(turns.subList(9, 12)).isEqualTo(turns.subList(6, 9).reversed());
    }

    @Test
    void givesEachContestantOneTurnARound() {
        List<Integer> turns = Schedule.of(5, 3, 2);

        for (int round = 0; round < 3; round++) {
            assertThat(turns.subList(5 * round, 5 * round + 5))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 5).boxed().toList());
        }
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(Schedule.of(6, 2, 1)).isEqualTo(Schedule.of(6, 2, 1));
        assertThat(IntStream.range(0, 20).mapToObj(seed -> Schedule.of(6, 1, seed)).distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void putsTheMeanTurnOfEveryContestantAtTheSameTime() {
        List<Integer> turns = Schedule.of(4, 6, 3);

        for (int contestant = 0; contestant < 4; contestant++) {
            int wanted = contestant;
            double mean =
                    IntStream.range(0, turns.size())
                            .filter(turn -> turns.get(turn) == wanted)
                            .average()
                            .orElseThrow();
            assertThat(mean).isEqualTo((turns.size() - 1) / 2.0);
        }
        assertThat(Collections.frequency(turns, 0)).isEqualTo(6);
    }
}
