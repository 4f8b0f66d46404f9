package dev.convscope.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// In which order forks of several contestants run.
final class Schedule {
    private Schedule() {}

    /// Rounds in which each contestant has one turn, every second one the mirror of that before it
    /// (A B, B A): a machine that slows down steadily slows all of them by the same amount. The
    /// order within a pair of rounds is random, from the seed.
    static List<Integer> of(int contestants, int rounds, long seed) {
        var random = new Random(seed);
        List<Integer> turns = new ArrayList<>();
        List<Integer> order = IntStream.range(0, contestants).boxed().collect(Collectors.toList());
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                Collections.shuffle(order, random);
            } else {
                Collections.reverse(order);
            }
            turns.addAll(order);
        }
        return List.copyOf(turns);
    }
}
