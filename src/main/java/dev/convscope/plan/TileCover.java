package dev.convscope.plan;

import dev.convscope.base.Caches;
import dev.convscope.base.Machine;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.TileSet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which tiles there are for a machine, how fast each is, and the cheapest way to cut a row of
/// pixels or a number of output vectors into them.
///
/// The rates are shares of the FMA peak measured on cached data by the kernel benchmark; only their
/// order matters.
final class TileCover {
    private record Tile(int pixels, int vectors, double rate) {
        /// FMA instructions it takes, stretched by its rate, and the cost of a call.
        double cost() {
            return pixels * vectors / rate + CALL;
        }

        /// The same where the second-level cache, which weights come from, is no faster than three
        /// vectors need: in a network 9×3 makes 103 of 179 GFLOP/s there, 14×2 up to 158, though on
        /// cached data both make 170.
        Tile readingFromAfar() {
            return vectors == 3 ? new Tile(pixels, vectors, 0.9 * rate) : this;
        }
    }

    private static final double CALL = 0.1;

    private static final List<Tile> WIDE =
            List.of(
                    new Tile(14, 1, 0.72),
                    new Tile(8, 1, 0.68),
                    new Tile(4, 1, 0.62),
                    new Tile(2, 1, 0.45),
                    new Tile(1, 1, 0.25),
                    new Tile(14, 2, 0.98),
                    new Tile(12, 2, 0.97),
                    new Tile(10, 2, 0.96),
                    new Tile(8, 2, 0.94),
                    new Tile(7, 2, 0.94),
                    new Tile(6, 2, 0.93),
                    new Tile(5, 2, 0.92),
                    new Tile(4, 2, 0.91),
                    new Tile(3, 2, 0.82),
                    new Tile(2, 2, 0.70),
                    new Tile(1, 2, 0.37),
                    new Tile(9, 3, 0.98),
                    new Tile(8, 3, 0.96),
                    new Tile(7, 3, 0.95),
                    new Tile(6, 3, 0.94),
                    new Tile(5, 3, 0.94),
                    new Tile(4, 3, 0.93),
                    new Tile(3, 3, 0.90),
                    new Tile(2, 3, 0.86),
                    new Tile(1, 3, 0.55));

    /// One pixel is rated low: C2 inlines so short a tile, and forgets it with its caller.
    private static final List<Tile> PAIRED =
            List.of(
                    new Tile(14, 2, 0.97),
                    new Tile(7, 2, 0.90),
                    new Tile(4, 2, 0.83),
                    new Tile(2, 2, 0.60),
                    new Tile(1, 2, 0.20),
                    new Tile(9, 3, 0.97),
                    new Tile(7, 3, 0.95),
                    new Tile(4, 3, 0.88),
                    new Tile(2, 3, 0.75),
                    new Tile(1, 3, 0.20));

    private static final List<Tile> STREAMED =
            WIDE.stream().filter(tile -> tile.vectors() <= 2).toList();

    private static final List<Tile> FENCED =
            List.of(
                    new Tile(6, 2, 0.97),
                    new Tile(5, 2, 0.95),
                    new Tile(4, 2, 0.88),
                    new Tile(3, 2, 0.71),
                    new Tile(2, 2, 0.51),
                    new Tile(1, 2, 0.27),
                    new Tile(3, 3, 0.87),
                    new Tile(2, 3, 0.66),
                    new Tile(1, 3, 0.40));

    private static final List<Tile> SINGLE_PIXEL =
            List.of(
                    new Tile(1, 8, 0.8),
                    new Tile(1, 4, 0.7),
                    new Tile(1, 2, 0.4),
                    new Tile(1, 1, 0.2));

    private final List<Tile> tiles;
    private final Map<Integer, Row> rows = new HashMap<>();

    /// A row of pixels cut into tiles of one vector count.
    private record Row(double cost, int[] cover) {}

    /// The tiles of maps. Fenced ones come in pairs of vectors, which would split a block where a
    /// vector is as wide as one.
    static TileSet ofMaps(Machine machine) {
        boolean wide = machine.vectorRegisters() >= 32 || machine.lanes() >= Plane.BLOCK;
        return wide ? TileSet.WIDE : TileSet.FENCED;
    }

    TileCover(TileSet set, Caches caches) {
        List<Tile> rated =
                switch (set) {
                    case WIDE -> WIDE;
                    case PAIRED -> PAIRED;
                    case STREAMED -> STREAMED;
                    case FENCED -> FENCED;
                    case SINGLE_PIXEL -> SINGLE_PIXEL;
                };
        boolean far = set == TileSet.WIDE && caches == Caches.FAR;
        this.tiles = far ? rated.stream().map(Tile::readingFromAfar).toList() : rated;
    }

    /// The widest tile's pixels.
    int widest() {
        return tiles.stream().mapToInt(Tile::pixels).max().orElseThrow();
    }

    /// The widest tile's pixels of so many vectors.
    int widest(int vectors) {
        return tiles.stream()
                .filter(tile -> tile.vectors() == vectors)
                .mapToInt(Tile::pixels)
                .max()
                .orElseThrow();
    }

    /// Pixel counts, left to right, that cover a row of `pixels` with tiles of `vectors`.
    int[] cover(int pixels, int vectors) {
        return row(pixels, vectors).cover().clone();
    }

    private Row row(int pixels, int vectors) {
        Row known = rows.get(vectors << 20 | pixels);
        if (known != null) return known;
        double[] cost = new double[pixels + 1];
        int[] choice = new int[pixels + 1];
        Arrays.fill(cost, Double.POSITIVE_INFINITY);
        cost[0] = 0;
        for (int n = 1; n <= pixels; n++) {
            for (Tile tile : tiles) {
                if (tile.vectors() != vectors || tile.pixels() > n) continue;
                double candidate = cost[n - tile.pixels()] + tile.cost();
                if (candidate < cost[n]) {
                    cost[n] = candidate;
                    choice[n] = tile.pixels();
                }
            }
        }
        int[] cover = new int[pixels];
        int count = 0;
        for (int n = pixels; n > 0; n -= choice[n]) {
            if (choice[n] == 0) return remember(pixels, vectors, new Row(cost[pixels], new int[0]));
            cover[count++] = choice[n];
        }
        return remember(pixels, vectors, new Row(cost[pixels], Arrays.copyOf(cover, count)));
    }

    private Row remember(int pixels, int vectors, Row row) {
        rows.put(vectors << 20 | pixels, row);
        return row;
    }

    /// The same for an odd number of vectors from 3, where a block is two of them: the last panel
    /// makes one and a half blocks.
    int[] panelsAndHalf(int vectors, int pixels) {
        int[] whole = panels(vectors - 3, pixels, 2, Integer.MAX_VALUE);
        int[] panels = Arrays.copyOf(whole, whole.length + 1);
        panels[whole.length] = 3;
        return panels;
    }

    /// Vector counts that cover `vectors` output vectors at rows of `pixels`, largest first.
    ///
    /// @param multiple every count is a multiple of this, so that no panel splits a block
    /// @param most no count is larger than this
    /// @throws IllegalArgumentException if the tiles of this set cannot do it
    int[] panels(int vectors, int pixels, int multiple, int most) {
        int[] sizes =
                tiles.stream()
                        .mapToInt(Tile::vectors)
                        .distinct()
                        .filter(size -> size <= most)
                        .filter(size -> size % multiple == 0 || multiple % size == 0)
                        .toArray();
        double[] cost = new double[vectors + 1];
        int[] choice = new int[vectors + 1];
        Arrays.fill(cost, Double.POSITIVE_INFINITY);
        cost[0] = 0;
        for (int n = 1; n <= vectors; n++) {
            for (int size : sizes) {
                if (size > n) continue;
                double candidate = cost[n - size] + row(pixels, size).cost();
                if (candidate < cost[n]) {
                    cost[n] = candidate;
                    choice[n] = size;
                }
            }
        }
        if (cost[vectors] == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "no tiles of %s vectors cover %d vectors in whole blocks of %d"
                            .formatted(Arrays.toString(sizes), vectors, multiple));
        }
        int[] panels = new int[vectors];
        int count = 0;
        for (int n = vectors; n > 0; n -= choice[n]) panels[count++] = choice[n];
        int[] sorted = Arrays.copyOf(panels, count);
        Arrays.sort(sorted);
        for (int i = 0; i < count / 2; i++) {
            int swap = sorted[i];
            sorted[i] = sorted[count - 1 - i];
            sorted[count - 1 - i] = swap;
        }
        return sorted;
    }
}
