package dev.convscope.plan;

import java.util.ArrayList;
import java.util.List;

/// Places constants in one array, and packs them there when all have their places: no constant is
/// ever held twice.
///
/// Each entry starts at element 12 modulo 16: array data begins 16 bytes after an object that G1
/// places, when it is large, at the start of a region, so that element 12 is on a 64-byte line.
final class Constants {
    static final int FIRST = 12;
    private static final int LINE = 16;
    /// Large enough that G1 gives the array regions of its own.
    private static final int LEAST = 1 << 20;

    private final List<Entry> entries = new ArrayList<>();
    private int length = FIRST;

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
        float[] constants = new float[Math.max(LEAST, length)];
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.set(i, null);
            entry.packing().write(constants, entry.offset());
        }
        return constants;
    }
}
