package dev.convscope.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gives buffers offsets in one arena so that buffers alive at the same time never overlap.
///
/// Greedy by size: the largest buffer first, each at the lowest gap that is free for its whole
/// life. A pure function of sizes and lives.
final class ArenaLayout {
    /// A buffer of `length` floats, needed from instruction `first` to instruction `last`,
    /// inclusive.
    record Life(int id, int length, int first, int last) {
        boolean meets(Life other) {
            return first <= other.last && other.first <= last;
        }
    }

    /// Offsets by buffer id, and the arena's length.
    record Result(Map<Integer, Integer> offsets, int length) {}

    private static final int LINE = 16;
    private static final int LEAST = 1 << 20;

    private ArenaLayout() {}

    static Result place(List<Life> lives) {
        List<Life> bySize =
                lives.stream()
                        .sorted(
                                Comparator.comparingInt(Life::length)
                                        .reversed()
                                        .thenComparing(Life::id))
                        .toList();
        Map<Integer, Integer> offsets = new HashMap<>();
        List<Life> placed = new ArrayList<>();
        int end = Constants.FIRST;
        for (Life life : bySize) {
            int offset = lowestGap(life, placed, offsets);
            offsets.put(life.id(), offset);
            placed.add(life);
            end = Math.max(end, Math.addExact(offset, rounded(life.length())));
        }
        return new Result(offsets, Math.max(LEAST, end));
    }

    private static int lowestGap(Life life, List<Life> placed, Map<Integer, Integer> offsets) {
        List<Life> rivals =
                placed.stream()
                        .filter(life::meets)
                        .sorted(Comparator.comparing(other -> offsets.get(other.id())))
                        .toList();
        int offset = Constants.FIRST;
        for (Life rival : rivals) {
            int start = offsets.get(rival.id());
            if (start - offset >= rounded(life.length())) return offset;
            offset = Math.max(offset, start + rounded(rival.length()));
        }
        return offset;
    }

    private static int rounded(int length) {
        return Math.ceilDiv(length, LINE) * LINE;
    }
}
