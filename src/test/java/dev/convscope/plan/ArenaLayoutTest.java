package dev.convscope.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.plan.ArenaLayout.Life;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class ArenaLayoutTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void buffersThatLiveAtTheSameTimeNeverOverlap(long seed) {
        var random = new Random(seed);
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            int first = random.nextInt(100);
            int last = first + random.nextInt(1 + random.nextInt(30));
            lives.add(new Life(i, 1 + random.nextInt(1 << random.nextInt(1, 18)), first, last));
        }
        var layout = ArenaLayout.place(lives);
        for (Life one : lives) {
            int start = layout.offsets().get(one.id());
            assertThat(start).isNotNegative();
            assertThat(start % 16).as("a cache line behind the array's header").isEqualTo(12);
            assertThat(start + one.length()).isLessThanOrEqualTo(layout.length());
            for (Life other : lives) {
                if (one.id() >= other.id() || !meet(one, other)) continue;
                int begin = layout.offsets().get(other.id());
                boolean apart = start + one.length() <= begin || begin + other.length() <= start;
                assertThat(apart).as("%s and %s", one, other).isTrue();
            }
        }
        Collections.shuffle(lives, random);
        assertThat(ArenaLayout.place(lives)).as("whatever the order").isEqualTo(layout);
    }

    private static boolean meet(Life one, Life other) {
        return one.first() <= other.last() && other.first() <= one.last();
    }

    @Test
    void aLateBufferTakesThePlaceOfADeadOne() {
        var layout = ArenaLayout.place(List.of(new Life(0, 4096, 0, 3), new Life(1, 4000, 4, 6)));
        assertThat(layout.offsets().get(1)).isEqualTo(layout.offsets().get(0));
    }

    @Test
    void aBufferThatIsReadWhileTheNextIsWrittenKeepsItsPlace() {
        var layout = ArenaLayout.place(List.of(new Life(0, 4096, 0, 4), new Life(1, 4000, 4, 6)));
        assertThat(layout.offsets().get(1)).isNotEqualTo(layout.offsets().get(0));
    }
}
