package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A clock that only the test moves.
class PaceTest {
    private long now;
    private final List<Long> left = new ArrayList<>();
    private final List<Double> done = new ArrayList<>();

    private Pace pace(int references, Duration... forks) {
        return new Pace(
                (_, share, remaining) -> {
                    done.add(share);
                    left.add(remaining.toSeconds());
                },
                () -> now,
                Duration.ofSeconds(references),
                List.of(forks));
    }

    private void pass(Pace pace, int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += 1_000_000_000L;
            pace.tick();
        }
    }

    @Test
    void predictsTheTotalFromItsGuesses() {
        var pace = pace(4, Duration.ofSeconds(10), Duration.ofSeconds(30));

        pace.beginReferences();

        assertThat(left).containsExactly(44L);
    }

    @Test
    void learnsFromForksHowWrongItsGuessesAre() {
        var pace = pace(0, Duration.ofSeconds(10), Duration.ofSeconds(30));
        pace.beginFork("a");
        pass(pace, 5);
        pace.endFork();

        pace.beginFork("b");

        assertThat(left.getLast()).isEqualTo(15);
    }

    @Test
    void neverStepsBackwards() {
        var pace = pace(2, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
        pace.beginReferences();
        pass(pace, 9);
        pace.endReferences();
        for (int seconds : new int[] {20, 3, 11}) {
            pace.beginFork("fork");
            pass(pace, seconds);
            pace.endFork();
        }
        pace.tick();

        assertThat(left).isSortedAccordingTo((a, b) -> Long.compare(b, a)).endsWith(0L);
        assertThat(done).isSorted().endsWith(1.0);
        assertThat(done.subList(0, done.size() - 1)).allMatch(share -> share < 1);
    }
}
