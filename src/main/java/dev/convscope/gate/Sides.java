package dev.convscope.gate;

import dev.convscope.result.GateResult.Fork;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The fastest inferences of forks of two builds, measured in turns: index i of both is a pair.
///
/// @param base positive times
/// @param head as many
public record Sides(double[] base, double[] head) {
    public Sides {
        if (base.length != head.length || base.length < 2) {
            throw new IllegalArgumentException(
                    "two sides need two pairs or more, were "
                            + base.length
                            + " and "
                            + head.length);
        }
        base = base.clone();
        head = head.clone();
    }

    /// The whole pairs of one stage of a duel, by benchmark; a benchmark of which there are fewer
    /// than two pairs is left out.
    public static Map<String, Sides> of(List<Fork> forks, int stage) {
        Map<String, SortedMap<Integer, Double>> base = minima(forks, stage, false);
        Map<String, SortedMap<Integer, Double>> head = minima(forks, stage, true);
        Map<String, Sides> sides = new TreeMap<>();
        base.forEach(
                (name, before) -> {
                    var now = head.getOrDefault(name, new TreeMap<>());
                    before.keySet().retainAll(now.keySet());
                    now.keySet().retainAll(before.keySet());
                    if (now.size() >= 2) sides.put(name, new Sides(array(before), array(now)));
                });
        return sides;
    }

    private static Map<String, SortedMap<Integer, Double>> minima(
            List<Fork> forks, int stage, boolean head) {
        Map<String, SortedMap<Integer, Double>> minima = new TreeMap<>();
        for (Fork fork : forks) {
            if (fork.stage() != stage || fork.head() != head) continue;
            minima.computeIfAbsent(fork.model(), _ -> new TreeMap<>())
                    .put(fork.pair(), fork.minNanos());
        }
        return minima;
    }

    private static double[] array(SortedMap<Integer, Double> byPair) {
        return byPair.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public double[] base() {
        return base.clone();
    }

    @Override
    public double[] head() {
        return head.clone();
    }

    /// How many pairs there are.
    public int pairs() {
        return base.length;
    }

    /// Base against itself: every first fork against every second one. Null control.
    Sides nullControl() {
        int half = base.length / 2;
        double[] even = new double[half];
        double[] odd = new double[half];
        Arrays.setAll(even, i -> base[2 * i]);
        Arrays.setAll(odd, i -> base[2 * i + 1]);
        return new Sides(even, odd);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sides sides
                && Arrays.equals(base, sides.base)
                && Arrays.equals(head, sides.head);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(base) + Arrays.hashCode(head);
    }

    @Override
    public String toString() {
        return "Sides[base=" + Arrays.toString(base) + ", head=" + Arrays.toString(head) + "]";
    }
}
