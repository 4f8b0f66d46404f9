package dev.convscope.gate;

import java.util.Arrays;

/// The medians of forks of two builds, measured in turns: index i of both is a pair.
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
