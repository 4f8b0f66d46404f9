package dev.convscope.plan;

import dev.convscope.kernels.Plane;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Where the logical channels of a value lie: channel c is lane `slots[c] % 16` of block
/// `slots[c] / 16`.
///
/// Usually channel c is slot c. A concatenation starts each of its inputs at a block of its own, so
/// that the producers can write in place; the gap is padding like that of any last block.
record Slots(int blocks, int[] slots) {

    static Slots identity(int channels) {
        return new Slots(
                Math.ceilDiv(channels, Plane.BLOCK), IntStream.range(0, channels).toArray());
    }

    static Slots concatenated(List<Slots> parts) {
        int blocks = 0;
        int[] slots = new int[parts.stream().mapToInt(part -> part.slots().length).sum()];
        int at = 0;
        for (Slots part : parts) {
            for (int slot : part.slots()) slots[at++] = blocks * Plane.BLOCK + slot;
            blocks += part.blocks();
        }
        return new Slots(blocks, slots);
    }

    int channels() {
        return slots.length;
    }

    boolean same(Slots other) {
        return blocks == other.blocks && Arrays.equals(slots, other.slots);
    }

    boolean isIdentity() {
        return same(identity(channels()));
    }

    /// The slots that hold a channel, in order, each run of `run` neighbours whole: with padding
    /// where a channel shares its run with some.
    int[] inRunsOf(int run) {
        int[] channels = channelOfSlot();
        return IntStream.range(0, channels.length)
                .filter(
                        slot ->
                                IntStream.range(slot / run * run, slot / run * run + run)
                                        .anyMatch(neighbour -> channels[neighbour] >= 0))
                .toArray();
    }

    /// The logical channel of each slot, −1 for padding.
    int[] channelOfSlot() {
        int[] channels = new int[blocks * Plane.BLOCK];
        Arrays.fill(channels, -1);
        for (int c = 0; c < slots.length; c++) channels[slots[c]] = c;
        return channels;
    }

    /// For each slot of `target`, the slot here that holds the same channel; −1 for padding.
    int[] sourcesFor(Slots target) {
        int[] sources = new int[target.blocks() * Plane.BLOCK];
        Arrays.fill(sources, -1);
        for (int c = 0; c < slots.length; c++) sources[target.slots()[c]] = slots[c];
        return sources;
    }
}
