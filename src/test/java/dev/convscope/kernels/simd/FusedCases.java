package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Group;
import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.KernelCall.Ring;
import dev.convscope.kernels.KernelCall.Segments;
import dev.convscope.kernels.PanelWeights;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.Reads;
import dev.convscope.kernels.TileSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Depthwise convolutions that sum up their result, and those that are fed by a ring.
final class FusedCases {
    private static final int VECTORS = 2;
    private static final int GROUPS = 3;

    /// A map of 7×9 pixels before the depthwise convolution.
    private static final int HEIGHT = 7;

    private static final int WIDTH = 9;
    private static final int INPUT = 64;
    private static final int WEIGHTS = 12;

    private final List<KernelCase> cases = new ArrayList<>();

    private FusedCases() {}

    static List<KernelCase> all() {
        var cases = new FusedCases();
        for (TileSet tiles : Tiles.sets()) {
            if (!tiles.crossesRows(BLOCK)) continue;
            for (int kernel : new int[] {3, 5}) {
                for (int stride : new int[] {1, 2}) {
                    for (int bands : new int[] {1, 3}) {
                        cases.add(tiles, kernel, stride, HEIGHT, bands, true);
                    }
                    for (int rows : new int[] {1, 2, 7}) {
                        for (int bands : new int[] {1, 2, 3}) {
                            cases.add(tiles, kernel, stride, rows, bands, false);
                        }
                    }
                }
            }
        }
        for (int bands = 1; bands <= 3; bands++) cases.addMeans(bands);
        return cases.cases;
    }

    /// @param line whether the convolution runs on from one row into the next
    private void add(TileSet tiles, int kernel, int stride, int rows, int bands, boolean line) {
        int lanes = VECTORS * tiles.lanes(Lanes.count());
        int panelsOfGroup = Math.max(1, BLOCK / lanes);
        int blocksOfGroup = Math.max(1, lanes / BLOCK);
        int blocks = GROUPS * blocksOfGroup;
        var in = new Plane(INPUT, 2, HEIGHT, WIDTH, HEIGHT * WIDTH * BLOCK + 32, WIDTH * BLOCK);
        var activation = Activation.values()[cases.size() % Activation.values().length];
        int outHeight = (HEIGHT - 1) / stride + 1;
        int outWidth = (WIDTH - 1) / stride + 1;
        var out = plane(in.end() + 64, blocks, outHeight, outWidth, BLOCK);
        int edge = kernel / 2;
        int ringRow = Math.max((outWidth - 1) * stride + kernel, edge + WIDTH) * BLOCK;
        int ringRows = (Math.min(rows, outHeight) - 1) * stride + kernel;
        int ringBlock = Math.max(ringRows, line ? edge + HEIGHT : 0) * ringRow + BLOCK;
        boolean means = bands != 2 || rows == 2;
        int offset = out.end() + 64 + blocks * bands * BLOCK + 64;
        var ring =
                new Ring(
                        offset,
                        blocksOfGroup * ringBlock,
                        2,
                        Math.min(rows, outHeight),
                        HEIGHT,
                        WIDTH,
                        edge,
                        edge);
        int[] reads =
                IntStream.range(0, 22).map(k -> k / BLOCK * in.blockStride() + k % BLOCK).toArray();
        var segments =
                line
                        ? new Segments(3, 25, HEIGHT * WIDTH - 50)
                        : new Segments(HEIGHT, WIDTH, WIDTH);
        int[] cover = tileIds(tiles, segments.pixels());
        int[] lastCover = tileIds(tiles, segments.lastPixels());
        List<Panel> panels = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        var sizes = new PanelWeights(tiles, VECTORS, Lanes.count(), reads.length);
        int floats = sizes.length();
        for (int g = 0; g < GROUPS; g++) {
            int first = panels.size();
            for (int p = 0; p < panelsOfGroup; p++) {
                int weights = WEIGHTS + panels.size() * floats;
                panels.add(new Panel(VECTORS, weights, p * lanes, 0, 0, cover, lastCover));
            }
            groups.add(new Group(first, panels.size(), g * blocksOfGroup, blocksOfGroup));
        }
        var conv =
                new KernelCall.Conv(
                        tiles,
                        BLOCK,
                        segments,
                        0,
                        1,
                        INPUT,
                        segments.pixels() * BLOCK,
                        Reads.at(reads),
                        panels,
                        offset + edge * BLOCK,
                        line ? segments.pixels() * BLOCK : ringRow,
                        ringBlock,
                        line
                                ? new KernelCall.Rows(WIDTH, ringRow - WIDTH * BLOCK)
                                : KernelCall.Rows.ENDLESS,
                        -1,
                        0,
                        0,
                        activation,
                        false);
        var filter =
                new KernelCall.Depthwise(
                        kernel,
                        kernel,
                        stride,
                        stride,
                        1,
                        tiles == TileSet.FENCED,
                        offset,
                        ringBlock,
                        ringRow,
                        WEIGHTS + panels.size() * floats,
                        cut(outWidth),
                        out,
                        activation,
                        bands,
                        means ? out.end() + 64 : -1);
        String name =
                "%s %s ring, depthwise %d, stride %d, %d rows at a time, %d bands%s, %s"
                        .formatted(
                                tiles,
                                line ? "map" : "row",
                                kernel,
                                stride,
                                rows,
                                bands,
                                means ? " summed up" : "",
                                activation);
        var call = new KernelCall.ConvDepthwise(conv, filter, groups, ring);
        int sums = means ? outHeight * outWidth : 0;
        cases.add(KernelCase.of(name, call, 23 * kernel * kernel + sums));
    }

    private void addMeans(int bands) {
        var in = plane(INPUT, 3, 9, 11, 0);
        var out = plane(in.end() + 64, 3, 7, 9, BLOCK);
        for (Activation activation : Activation.values()) {
            var call =
                    new KernelCall.Depthwise(
                            3,
                            3,
                            1,
                            1,
                            1,
                            false,
                            INPUT,
                            in.blockStride(),
                            in.rowStride(),
                            WEIGHTS,
                            cut(9),
                            out,
                            activation,
                            bands,
                            out.end() + 64);
            String name = "depthwise summed up in %d bands, %s".formatted(bands, activation);
            cases.add(KernelCase.of(name, call, 9 + 63));
        }
    }

    private static int[] tileIds(TileSet tiles, int pixels) {
        return Arrays.stream(Tiles.cut(tiles, pixels, VECTORS))
                .map(count -> TileSet.id(count, VECTORS))
                .toArray();
    }

    private static int[] cut(int pixels) {
        return pixels > 8 ? new int[] {8, pixels - 8} : new int[] {pixels - 1, 1};
    }

    private static Plane plane(int offset, int blocks, int height, int width, int gap) {
        int rowStride = width * BLOCK + gap;
        return new Plane(offset, blocks, height, width, height * rowStride + gap, rowStride);
    }
}
