package dev.convscope.kernels.simd;

import dev.convscope.kernels.Plane;

/// How a team divides a map.
///
/// A member should read what it has written itself: a cache line that another core has as well
/// takes some 2 ns to read and 8 ns to write. So kernels that follow each other divide a map in the
/// same way: by rows, which is all blocks of some rows, or by blocks, which is all rows of some
/// blocks. Where a cut by rows falls within a row, its first blocks belong to the part above.
final class Shares {
    /// Pixels from which on a map is large: smaller ones have more weights than pixels, and by
    /// blocks each weight is read by one member only.
    private static final int LARGE = 100;

    /// Blocks for each member from which on a channel-wise map is divided by blocks.
    private static final int ENOUGH = 4;

    private Shares() {}

    static boolean isLarge(int pixels) {
        return pixels >= LARGE;
    }

    /// How kernels work that keep channels apart, depthwise convolutions and what goes with them:
    /// by blocks, so that no part needs the rows of another.
    static boolean byBlocks(int blocks, int parts) {
        return blocks >= ENOUGH * parts;
    }

    /// The first row of a block that is not above the rows of `part`: its share of the block
    /// reaches from there to the first row of the next part.
    ///
    /// @param part from 0 to `parts`, inclusive
    static int firstRow(int part, int parts, Plane map, int block, boolean byRows) {
        return firstRow(part, parts, map.height(), map.blocks(), block, byRows);
    }

    static int firstRow(int part, int parts, int rows, int blocks, int block, boolean byRows) {
        int cut = (int) ((long) part * rows * blocks / parts);
        if (!byRows) return Math.clamp(cut - (long) block * rows, 0, rows);
        return cut / blocks + (block < cut % blocks ? 1 : 0);
    }
}
