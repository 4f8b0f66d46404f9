package dev.convscope.plan;

import java.util.ArrayList;
import java.util.List;

/// Collects packed constants and joins them into one array.
///
/// Each entry starts at element 12 modulo 16: array data begins 16 bytes after an object that G1
/// places, when it is large, at the start of a region, so that element 12 is on a 64-byte line.
final class Constants {
    static final int FIRST = 12;
    private static final int LINE = 16;
    /// Large enough that G1 gives the array regions of its own.
    private static final int LEAST = 1 << 20;

    private final List<float[]> entries = new ArrayList<>();
    private int length = FIRST;

    /// Adds an entry and returns its offset.
    int add(float[] values) {
        int offset = length;
        entries.add(values);
        length = Math.addExact(offset, Math.ceilDiv(values.length, LINE) * LINE);
        return offset;
    }

    float[] join() {
        float[] joined = new float[Math.max(LEAST, length)];
        int at = FIRST;
        for (int i = 0; i < entries.size(); i++) {
            float[] entry = entries.set(i, null);
            System.arraycopy(entry, 0, joined, at, entry.length);
            at += Math.ceilDiv(entry.length, LINE) * LINE;
        }
        return joined;
    }
}
