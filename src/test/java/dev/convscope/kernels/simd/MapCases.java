package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Calls that go over maps: depthwise convolutions, pooling, element-wise kernels and moves.
final class MapCases {
    private static final int[] PIXELS = {1, 2, 3, 4, 5, 7, 8, 9, 13, 14, 15, 16, 17, 23, 31};

    private final List<KernelCase> cases = new ArrayList<>();
    private int end;

    private MapCases() {}

    static List<KernelCase> all() {
        var cases = new MapCases();
        cases.depthwiseTiles();
        cases.depthwiseWindows();
        cases.pools();
        cases.averages();
        cases.affine();
        cases.sums();
        cases.scales();
        cases.specialValues();
        cases.moves();
        return cases.cases;
    }

    private void depthwiseTiles() {
        for (boolean fenced : new boolean[] {false, true}) {
            for (int kernel : new int[] {3, 5, 7}) {
                for (int stride : new int[] {1, 2}) {
                    for (int pixels : new int[] {8, 7, 6, 4, 2, 1}) {
                        var act = Activation.values()[cases.size() % 7];
                        depthwise(fenced, kernel, kernel, stride, 1, act, 2, pixels);
                    }
                    depthwise(fenced, kernel, kernel, stride, 1, Activation.SILU, 1, 8, 6, 1);
                    depthwise(fenced, kernel, kernel, stride, 1, Activation.RELU6, 3, 7, 7, 2);
                }
            }
        }
    }

    /// Windows without tiles.
    private void depthwiseWindows() {
        int[][] windows = {{1, 1}, {2, 2}, {3, 1}, {1, 5}, {9, 9}, {3, 3}};
        for (int[] window : windows) {
            for (int dilation = 1; dilation <= 3; dilation++) {
                for (int stride = 1; stride <= 3; stride++) {
                    var act = Activation.values()[cases.size() % 7];
                    depthwise(false, window[0], window[1], stride, dilation, act, 2);
                }
            }
        }
    }

    private void depthwise(
            boolean fenced,
            int height,
            int width,
            int stride,
            int dilation,
            Activation activation,
            int blocks,
            int... cover) {
        end = 0;
        int outWidth = cover.length == 0 ? 5 : IntStream.of(cover).sum();
        int outHeight = 3;
        Plane in =
                plane(
                        blocks,
                        (outHeight - 1) * stride + (height - 1) * dilation + 1,
                        (outWidth - 1) * stride + (width - 1) * dilation + 1,
                        BLOCK);
        var call =
                new KernelCall.Depthwise(
                        height,
                        width,
                        stride,
                        stride,
                        dilation,
                        fenced,
                        in.offset(),
                        in.blockStride(),
                        in.rowStride(),
                        12,
                        cover,
                        plane(blocks, outHeight, outWidth, 0),
                        activation,
                        1,
                        -1);
        add(
                "depthwise %d×%d, stride %d, dilation %d, tiles %s%s, %d blocks, %s"
                        .formatted(
                                height,
                                width,
                                stride,
                                dilation,
                                Arrays.toString(cover),
                                fenced ? " fenced" : "",
                                blocks,
                                activation),
                call,
                height * width);
    }

    private void pools() {
        int[][] windows = {{1, 1, 0}, {2, 2, 0}, {2, 2, 1}, {3, 2, 1}, {3, 1, 1}, {5, 3, 2}};
        for (boolean maximum : new boolean[] {true, false}) {
            for (boolean countPadding : new boolean[] {true, false}) {
                for (int[] w : windows) {
                    for (int pixels : new int[] {3, 4, 7, 8}) {
                        pool(maximum, countPadding, w[0], w[1], w[2], 1, pixels);
                    }
                }
                pool(maximum, countPadding, 3, 1, 2, 2, 9);
            }
        }
    }

    private void pool(
            boolean maximum,
            boolean countPadding,
            int kernel,
            int stride,
            int padding,
            int dilation,
            int pixels) {
        int reach = (kernel - 1) * dilation + 1;
        int floor = (pixels + 2 * padding - reach) / stride + 1;
        boolean more = (floor - 1) * stride - padding + stride < pixels;
        for (int size = floor; size <= (more ? floor + 1 : floor); size++) {
            end = 0;
            var call =
                    new KernelCall.Pool(
                            maximum,
                            kernel,
                            kernel,
                            stride,
                            stride,
                            dilation,
                            padding,
                            padding,
                            padding,
                            padding,
                            countPadding,
                            plane(2, pixels, pixels, 0),
                            plane(2, size, size, BLOCK));
            add(
                    "%s pool %d, stride %d, padding %d%s, dilation %d, %d to %d pixels"
                            .formatted(
                                    maximum ? "maximum" : "average",
                                    kernel,
                                    stride,
                                    padding,
                                    countPadding ? " counted" : "",
                                    dilation,
                                    pixels,
                                    size),
                    call,
                    kernel * kernel);
        }
    }

    private void averages() {
        for (int pixels : PIXELS) {
            for (int bins : new int[] {1, 2, 3, 6, 7, 9}) {
                end = 0;
                var call =
                        new KernelCall.AdaptiveAverage(
                                plane(2, pixels, pixels, BLOCK), plane(2, bins, bins, 0));
                add("average of %d² to %d²".formatted(pixels, bins), call, pixels * pixels);
            }
        }
        for (int blocks = 1; blocks <= 3; blocks++) {
            end = 0;
            var call = new KernelCall.AdaptiveAverage(plane(blocks, 3, 5, 0), vector(blocks));
            add("average of " + blocks + " blocks to a vector", call, 15);
        }
    }

    private void affine() {
        for (Activation activation : Activation.values()) {
            for (int pixels : PIXELS) {
                boolean inPlace = pixels % 2 == 1;
                for (int constants : new int[] {-1, 12}) {
                    end = 0;
                    Plane in = plane(1 + pixels % 3, 2, pixels, BLOCK);
                    Plane out = inPlace ? in : plane(in.blocks(), 2, pixels, 0);
                    var call = new KernelCall.Affine(in, out, constants, activation);
                    String how = (constants < 0 ? "no constants" : "constants");
                    add(activation + where("affine, " + how, pixels, inPlace), call, 2);
                }
            }
        }
    }

    private static String where(String what, int pixels, boolean inPlace) {
        return " %s, 2×%d pixels%s".formatted(what, pixels, inPlace ? ", in place" : "");
    }

    private void sums() {
        for (Activation activation : Activation.values()) {
            for (int pixels : PIXELS) {
                boolean inPlace = pixels % 2 == 1;
                end = 0;
                Plane left = plane(2, 2, pixels, BLOCK);
                Plane right = plane(2, 2, pixels, 0);
                Plane out = inPlace ? left : plane(2, 2, pixels, 2 * BLOCK);
                var call = new KernelCall.Add(left, right, out, activation);
                add(activation + where("sum", pixels, inPlace), call, 2);
            }
        }
    }

    private void scales() {
        for (int pixels : PIXELS) {
            boolean inPlace = pixels % 2 == 1;
            end = 0;
            Plane gate = vector(3);
            Plane in = plane(3, 2, pixels, BLOCK);
            Plane out = inPlace ? in : plane(3, 2, pixels, 0);
            var call = new KernelCall.ChannelScale(in, gate.offset(), gate.blockStride(), out);
            add(where("channel scale", pixels, inPlace), call, 1);
        }
    }

    /// Rows of every length around the vector, so that each way through the loop meets each value.
    private void specialValues() {
        for (Activation activation : Activation.values()) {
            for (int pixels : new int[] {1, 2, 3, 7, 27}) {
                end = 0;
                Plane in = plane(1, 1, pixels, 0);
                var call = new KernelCall.Affine(in, plane(1, 1, pixels, 0), -1, activation);
                String name = activation + " of special values, " + pixels + " pixels";
                cases.add(new KernelCase(name, call, 0, true, 0));
            }
        }
        end = 0;
        Plane in = plane(1, 9, 9, 0);
        var call =
                new KernelCall.Pool(true, 3, 3, 2, 2, 1, 1, 1, 1, 1, false, in, plane(1, 5, 5, 0));
        cases.add(new KernelCase("maximum pool of special values", call, 0, true, 0));
    }

    private void moves() {
        for (int channels : new int[] {1, 3, 15, 16, 17, 33}) {
            end = 0;
            int blocks = Math.ceilDiv(channels, BLOCK);
            Plane map = plane(blocks, 5, 7, 3 * BLOCK);
            int image = channels * 35;
            var pack =
                    new KernelCall.PackImage(
                            channels,
                            5,
                            7,
                            map.offset(),
                            map.rowStride(),
                            BLOCK,
                            map.blockStride());
            cases.add(new KernelCase("pack " + channels + " channels", pack, 0, false, image));
            int[] slots = IntStream.range(0, channels).map(c -> channels - 1 - c).toArray();
            var unpack = new KernelCall.UnpackOutput(map, slots);
            cases.add(new KernelCase("unpack " + channels + " channels", unpack, 0, false, image));
            int[] moved = IntStream.range(0, blocks * BLOCK).map(i -> i % 3 - 1).toArray();
            for (int[] by : new int[][] {{0, 0}, {1, -2}, {-4, 6}}) {
                var move =
                        new KernelCall.Rearrange(map, plane(blocks, 5, 7, 0), moved, by[0], by[1]);
                add("move %d channels by %d, %d".formatted(channels, by[0], by[1]), move, 0);
            }
        }
        var interleaved = new KernelCall.PackImage(3, 5, 7, 80, 33, 3, 0);
        cases.add(new KernelCase("pack an interleaved image", interleaved, 0, false, 105));
        for (int width : PIXELS) {
            var image = new KernelCall.PackImage(3, 4, width, 80, 3 * width + 5, 3, 0);
            int floats = 12 * width;
            cases.add(new KernelCase("pack rows of " + width, image, 0, false, floats));
        }
        for (int[] edges : new int[][] {{1, 1, 1, 1}, {0, 2, 3, 0}, {2, 0, 0, 1}}) {
            var halo =
                    new KernelCall.ZeroHalo(
                            512, 2, 4, 3, 1024, 128, BLOCK, edges[0], edges[1], edges[2], edges[3]);
            add("halo " + Arrays.toString(edges), halo, 0);
        }
        for (int[] edges : new int[][] {{1, 1, 1, 1}, {0, 2, 3, 0}, {2, 0, 0, 1}, {0, 0, 0, 3}}) {
            int row = (edges[1] + 3 + edges[3]) * BLOCK;
            var halo =
                    new KernelCall.ZeroHalo(
                            512, 3, 4, 3, 1024, row, BLOCK, edges[0], edges[1], edges[2], edges[3]);
            add("halo of a plane without gaps " + Arrays.toString(edges), halo, 0);
        }
        for (int size : new int[] {3, 5}) {
            for (int channels : new int[] {5, 16, 29, 48}) {
                end = 0;
                Plane in = plane(Math.ceilDiv(channels, BLOCK), 3, 4, BLOCK);
                Plane out = plane(in.blocks(), 3, 4, 0);
                var norm = new KernelCall.LocalResponseNorm(in, out, channels, size, 0.3, 0.75, 2);
                add("response normalisation over %d of %d".formatted(size, channels), norm, size);
            }
        }
    }

    /// The next free plane, with `gap` floats behind each row.
    private Plane plane(int blocks, int height, int width, int gap) {
        int rowStride = width * BLOCK + gap;
        int blockStride = height * rowStride + gap;
        Plane plane = new Plane(end + 4 * BLOCK, blocks, height, width, blockStride, rowStride);
        end = plane.end();
        return plane;
    }

    /// The next free map of one pixel.
    private Plane vector(int blocks) {
        return plane(blocks, 1, 1, 0);
    }

    private void add(String name, KernelCall call, int reduction) {
        cases.add(KernelCase.of(cases.size() + ": " + name, call, reduction));
    }
}
