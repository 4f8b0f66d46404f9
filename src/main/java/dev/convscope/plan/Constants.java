package dev.convscope.plan;

import dev.convscope.kernels.LineHeads;

import java.util.ArrayList;
import java.util.List;

/// Places constants in one array, and packs them there when all have their places: no constant is
/// ever held twice.
///
/// Each entry starts on a line. Where weights are asked for ahead of time, the heads of all lines
/// follow, as {@link LineHeads} says.
final class Constants {
    static final int FIRST = LineHeads.FIRST;
    private static final int LINE = LineHeads.LINE;
    /// Large enough that G1 gives the array regions of its own.
    private static final int LEAST = 1 << 20;

    private final List<Entry> entries = new ArrayList<>();
    private final boolean heads;
    private int length = FIRST;

    /// @param heads whether the heads of lines follow
    Constants(boolean heads) {
        this.heads = heads;
    }

    /// Whether weights among them can be asked for.
    boolean haveHeads() {
        return heads;
    }

    /// Writes the elements of an entry that are not zero.
    interface Packing {
        /// @param offset of the entry within `constants`
        void write(float[] constants, int offset);
    }

    private record Entry(int offset, Packing packing) {}

    /// Adds an entry and returns its offset.
    ///
    /// @param packing called once, after those of all entries before
    int add(int elements, Packing packing) {
        int offset = length;
        entries.add(new Entry(offset, packing));
        length = Math.addExact(offset, Math.ceilDiv(elements, LINE) * LINE);
        return offset;
    }

    /// Adds an entry that is packed already.
    int add(float[] values) {
        return add(
                values.length,
                (constants, offset) ->
                        System.arraycopy(values, 0, constants, offset, values.length));
    }

    /// Packs all entries, and lets go of what each was made of.
    float[] pack() {
        int least = Math.max(LEAST, length);
        float[] constants = new float[heads ? LineHeads.length(least / LINE) : least];
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.set(i, null);
            entry.packing().write(constants, entry.offset());
        }
        if (heads) LineHeads.write(constants);
        return constants;
    }
}
