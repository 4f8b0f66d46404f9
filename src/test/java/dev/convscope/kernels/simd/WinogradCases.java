package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.WinogradTiles;
import dev.convscope.kernels.MinimalFilter;
import dev.convscope.kernels.Plane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The transforms of a Winograd convolution: every filter in either direction and in both, whole
/// and cut tiles, and batches of them.
final class WinogradCases {
    private static final int[][] SIZES = {
        {1, 1}, {2, 3}, {4, 4}, {5, 4}, {7, 7}, {8, 13}, {14, 14}
    };
    private static final int[][] FEW_SIZES = {{1, 3}, {6, 7}, {8, 13}};

    private final List<KernelCase> cases = new ArrayList<>();
    private final MinimalFilter down;
    private final MinimalFilter right;

    private WinogradCases(MinimalFilter down, MinimalFilter right) {
        this.down = down;
        this.right = right;
    }

    static List<KernelCase> all() {
        List<KernelCase> cases = new ArrayList<>();
        for (MinimalFilter filter : MinimalFilter.values()) {
            if (filter == MinimalFilter.NONE) continue;
            cases.addAll(of(filter, filter, filter == MinimalFilter.F4_3 ? SIZES : FEW_SIZES));
            cases.addAll(of(MinimalFilter.NONE, filter, FEW_SIZES));
            cases.addAll(of(filter, MinimalFilter.NONE, FEW_SIZES));
        }
        cases.addAll(of(MinimalFilter.F4_3, MinimalFilter.F2_3, FEW_SIZES));
        return cases;
    }

    private static List<KernelCase> of(MinimalFilter down, MinimalFilter right, int[][] sizes) {
        var cases = new WinogradCases(down, right);
        for (int[] size : sizes) {
            int tiles = down.tiles(size[0]) * right.tiles(size[1]);
            for (int blocks = 1; blocks <= 3; blocks++) {
                cases.transforms(size[0], size[1], blocks, 0, tiles);
                if (tiles > 2) cases.transforms(size[0], size[1], blocks, 1, tiles / 2);
            }
        }
        return cases.cases;
    }

    /// A batch of `count` tiles from `first` on.
    private void transforms(int height, int width, int blocks, int first, int count) {
        int perRow = right.tiles(width);
        int blockStride = (count + 1) * BLOCK;
        int pointStride = blocks * blockStride + 2 * BLOCK;
        var tiles =
                new WinogradTiles(
                        down, right, 64, pointStride, blockStride, blocks, perRow, first, count);
        int end = 64 + tiles.points() * pointStride + BLOCK;
        String batch =
                "%s by %s of %d×%d, %d blocks, tiles %d to %d"
                        .formatted(down, right, height, width, blocks, first, first + count - 1);
        int row = (perRow * right.outputs() + right.taps() - 1) * BLOCK + BLOCK;
        int rows = down.tiles(height) * down.outputs() + down.taps() - 1;
        var input = new KernelCall.WinogradInput(end, rows * row + BLOCK, row, tiles);
        int gain = gain(down.input(), right.input());
        cases.add(KernelCase.of("Winograd input " + batch, input, gain));
        Plane out = plane(end, blocks, height, width, BLOCK);
        Plane other = plane(out.end() + BLOCK, blocks, height, width, 0);
        for (Activation activation : Activation.values()) {
            output(batch, tiles, out, out, false, activation);
        }
        output(batch + ", residual", tiles, out, other, true, Activation.RELU);
        output(batch + ", residual in place", tiles, out, out, true, Activation.SILU);
    }

    private void output(
            String what,
            WinogradTiles tiles,
            Plane out,
            Plane residual,
            boolean adds,
            Activation activation) {
        var call = new KernelCall.WinogradOutput(tiles, 12, out, residual, adds, activation);
        String name = "Winograd output %s, %s".formatted(what, activation);
        cases.add(KernelCase.of(name, call, gain(down.output(), right.output())));
    }

    /// The largest sum that a transform's coefficients make of ones.
    private static int gain(double[][] down, double[][] right) {
        return (int) Math.ceil(largestRow(down) * largestRow(right));
    }

    private static double largestRow(double[][] matrix) {
        return Arrays.stream(matrix)
                .mapToDouble(row -> Arrays.stream(row).map(Math::abs).sum())
                .max()
                .orElseThrow();
    }

    private static Plane plane(int offset, int blocks, int height, int width, int gap) {
        int row = width * BLOCK + gap;
        return new Plane(offset, blocks, height, width, height * row + gap, row);
    }
}
