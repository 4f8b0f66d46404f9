package dev.convscope.plan;

import dev.convscope.base.Machine;
import dev.convscope.kernels.TileSet;

/// What a plan is made for.
///
/// @param machine whose vector width, registers and caches decide layouts and tiles
/// @param exact compute every convolution directly, without Winograd's transforms
/// @param threads that will share an inference; more may, but gain nothing in fused steps
public record Target(Machine machine, boolean exact, int threads) {
    public Target {
        if (threads < 1) throw new IllegalArgumentException("threads must be at least 1");
    }

    /// Whether weights are asked for ahead of time. Not by several threads, because lines that one
    /// has changed come to another later than from memory; and only by tiles that can.
    boolean asksAhead() {
        return threads == 1 && TileCover.ofMaps(machine) == TileSet.WIDE;
    }

    /// One thread, as fast as it can.
    public static Target of(Machine machine) {
        return new Target(machine, false, 1);
    }
}
