package dev.convscope.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.convscope.base.Caches;
import dev.convscope.kernels.TileSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.stream.IntStream;

class TileCoverTest {
    private static final int LONGEST = 300;

    @ParameterizedTest
    @EnumSource(names = {"WIDE", "PAIRED", "STREAMED", "FENCED"})
    void coversARowExactly(TileSet tiles) {
        var cover = new TileCover(tiles, Caches.CLOSE);
        for (int vectors : vectors(tiles)) {
            for (int pixels = 1; pixels <= LONGEST; pixels++) {
                int[] cut = cover.cover(pixels, vectors);
                assertThat(IntStream.of(cut).sum()).isEqualTo(pixels);
                assertThat(IntStream.of(cut)).allMatch(n -> n > 0 && n <= cover.widest());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void coversTheOutputVectorsExactlyWithoutSplittingABlock(TileSet tiles) {
        var cover = new TileCover(tiles, Caches.CLOSE);
        for (int perBlock : new int[] {1, 2, 4}) {
            // TileCover.ofMaps does not choose them there, and half of a vector is half a block.
            if (perBlock == 1 && List.of(TileSet.FENCED, TileSet.PAIRED).contains(tiles)) continue;
            for (int blocks = 1; blocks <= 70; blocks++) {
                int[] panels = cover.panels(blocks * perBlock, 1, perBlock, Integer.MAX_VALUE);
                assertThat(IntStream.of(panels).sum()).isEqualTo(blocks * perBlock);
                int at = 0;
                for (int panel : panels) {
                    boolean within = at / perBlock == (at + panel - 1) / perBlock;
                    boolean whole = at % perBlock == 0 && panel % perBlock == 0;
                    assertThat(within || whole).isTrue();
                    assertThat(cover.cover(1, panel)).containsExactly(1);
                    at += panel;
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PAIRED", "FENCED"})
    void endsWithOneAndAHalfBlocksWhereTheLastIsHalfFull(TileSet tiles) {
        var cover = new TileCover(tiles, Caches.CLOSE);
        assertThat(cover.panelsAndHalf(3, 196)).containsExactly(3);
        assertThat(cover.panelsAndHalf(5, 196)).containsExactly(2, 3);
        assertThat(cover.panelsAndHalf(9, 7)).containsExactly(2, 2, 2, 3);
    }

    @Test
    void takesTwoVectorsRatherThanThreeWhereCachesAreFar() {
        var close = new TileCover(TileSet.WIDE, Caches.CLOSE);
        var far = new TileCover(TileSet.WIDE, Caches.FAR);
        assertThat(close.panels(12, 49, 1, Integer.MAX_VALUE)).containsOnly(3);
        assertThat(far.panels(12, 49, 1, Integer.MAX_VALUE)).containsOnly(2);
        assertThat(IntStream.of(far.panels(13, 49, 1, Integer.MAX_VALUE)).sum()).isEqualTo(13);
    }

    @Test
    void respectsTheWidestPanelAllowed() {
        var cover = new TileCover(TileSet.SINGLE_PIXEL, Caches.CLOSE);
        assertThat(cover.panels(12, 1, 1, 2)).containsOnly(2);
        assertThat(cover.panels(7, 1, 1, 1)).hasSize(7).containsOnly(1);
    }

    @Test
    void tilesThatWouldSplitABlockAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TileCover(TileSet.FENCED, Caches.CLOSE).panels(1, 1, 1, 8))
                .withMessageContaining("no tiles of [2, 3] vectors cover 1 vectors");
    }

    @Test
    void depthwiseTilesCoverARowExactly() {
        for (int pixels = 1; pixels <= LONGEST; pixels++) {
            int[] cut = DepthwiseCover.of(pixels);
            assertThat(IntStream.of(cut).sum()).isEqualTo(pixels);
            assertThat(IntStream.of(cut))
                    .allMatch(n -> IntStream.of(8, 7, 6, 4, 2, 1).anyMatch(t -> t == n));
        }
    }

    private static int[] vectors(TileSet tiles) {
        return switch (tiles) {
            case WIDE -> new int[] {1, 2, 3};
            case STREAMED -> new int[] {1, 2};
            case PAIRED, FENCED, SINGLE_PIXEL -> new int[] {2, 3};
        };
    }
}
