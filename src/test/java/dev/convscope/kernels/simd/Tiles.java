package dev.convscope.kernels.simd;

import dev.convscope.kernels.Plane;
import dev.convscope.kernels.TileSet;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The tiles that were generated, as their classes show them: none can be forgotten.
final class Tiles {
    private Tiles() {}

    /// The sets that run on vectors of this length.
    static List<TileSet> sets() {
        boolean wholeBlocks = Lanes.count() == Plane.BLOCK;
        return Stream.of(TileSet.values())
                .filter(tiles -> tiles != TileSet.PAIRED || wholeBlocks)
                .toList();
    }

    /// Ids of all tiles of a set.
    static List<Integer> of(TileSet tiles) {
        return of(type(tiles));
    }

    /// Ids of all tiles of a generated class.
    static List<Integer> of(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.matches("tile\\d+x\\d+"))
                .map(name -> name.substring(4).split("x"))
                .map(size -> TileSet.id(Integer.parseInt(size[0]), Integer.parseInt(size[1])))
                .sorted()
                .toList();
    }

    /// Pixels of tiles of `vectors` that cover a row, the largest first.
    static int[] cut(TileSet tiles, int pixels, int vectors) {
        int[] sizes =
                of(tiles).stream()
                        .filter(id -> TileSet.vectors(id) == vectors)
                        .map(TileSet::pixels)
                        .sorted(Comparator.reverseOrder())
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] cover = new int[pixels];
        int count = 0;
        for (int left = pixels; left > 0; left -= cover[count++]) {
            for (int size : sizes) {
                if (size > left) continue;
                cover[count] = size;
                break;
            }
        }
        return Arrays.copyOf(cover, count);
    }

    private static Class<?> type(TileSet tiles) {
        return switch (tiles) {
            case WIDE -> ConvTilesStep16.class;
            case PAIRED -> ConvTilesPairedStep16.class;
            case STREAMED -> ConvTilesStreamedStep16.class;
            case FENCED -> ConvTilesFencedStep16.class;
            case SINGLE_PIXEL -> ConvTilesSinglePixel.class;
        };
    }
}
