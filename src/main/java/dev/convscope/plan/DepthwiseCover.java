package dev.convscope.plan;

import java.util.Arrays;

/// Cuts a row of a depthwise convolution into tiles of neighbouring pixels.
final class DepthwiseCover {
    /// Pixels of the tiles there are, and the cost of a tile beside its pixels, in pixels.
    private static final int[] TILES = {8, 7, 6, 4, 2, 1};

    private static final double CALL = 1.5;

    private DepthwiseCover() {}

    static int[] of(int pixels) {
        double[] cost = new double[pixels + 1];
        int[] choice = new int[pixels + 1];
        for (int n = 1; n <= pixels; n++) {
            cost[n] = Double.POSITIVE_INFINITY;
            for (int tile : TILES) {
                if (tile <= n && cost[n - tile] + tile + CALL < cost[n]) {
                    cost[n] = cost[n - tile] + tile + CALL;
                    choice[n] = tile;
                }
            }
        }
        int[] cover = new int[pixels];
        int count = 0;
        for (int n = pixels; n > 0; n -= choice[n]) cover[count++] = choice[n];
        return alike(Arrays.copyOf(cover, count));
    }

    /// As many tiles of one size, if there is one that makes up the row: less to compile, and
    /// fewer calls.
    private static int[] alike(int[] cover) {
        int pixels = Arrays.stream(cover).sum();
        for (int tile : TILES) {
            if (tile * cover.length == pixels) Arrays.fill(cover, tile);
        }
        return cover;
    }
}
