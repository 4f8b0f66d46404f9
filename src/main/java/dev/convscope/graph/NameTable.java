package dev.convscope.graph;

/// How often each name was seen. Searches build hundreds of thousands of graphs of a few hundred
/// nodes, and names were two fifths of that time: this table makes no object per name.
final class NameTable {
    private String[] names;
    private int[] counts;
    private int size;

    /// @param expected how many names will come, roughly
    NameTable(int expected) {
        resize(Integer.highestOneBit(Math.max(8, expected)) * 4);
    }

    /// Counts a name.
    ///
    /// @return how often it has been seen, this time included
    int add(String name) {
        if (2 * (size + 1) > names.length) grow();
        int slot = slot(name);
        if (names[slot] == null) {
            names[slot] = name;
            size++;
        }
        return ++counts[slot];
    }

    /// Where the name is, or the free place where it belongs.
    private int slot(String name) {
        int mask = names.length - 1;
        int hash = name.hashCode();
        int slot = (hash ^ hash >>> 16) & mask;
        while (names[slot] != null && !names[slot].equals(name)) slot = (slot + 1) & mask;
        return slot;
    }

    private void grow() {
        String[] oldNames = names;
        int[] oldCounts = counts;
        resize(2 * oldNames.length);
        for (int i = 0; i < oldNames.length; i++) {
            if (oldNames[i] == null) continue;
            int slot = slot(oldNames[i]);
            names[slot] = oldNames[i];
            counts[slot] = oldCounts[i];
        }
    }

    private void resize(int capacity) {
        names = new String[capacity];
        counts = new int[capacity];
    }
}
