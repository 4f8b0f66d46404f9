package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.WinogradTiles;
import dev.convscope.kernels.Plane;

import java.util.ArrayList;
import java.util.List;

/// The transforms of a Winograd convolution: whole and partial tiles, and batches of them.
final class WinogradCases {
    private static final int TILE = 4;
    private static final int POINTS = 36;

    /// Largest sums of a transform's coefficients: 10 for a row of the input's, 19 of the output's.
    private static final int INPUT_GAIN = 100;

    private static final int OUTPUT_GAIN = 361;

    private final List<KernelCase> cases = new ArrayList<>();

    private WinogradCases() {}

    static List<KernelCase> all() {
        var cases = new WinogradCases();
        int[][] sizes = {{1, 1}, {2, 3}, {4, 4}, {5, 4}, {7, 7}, {8, 13}, {14, 14}};
        for (int[] size : sizes) {
            int tiles = Math.ceilDiv(size[0], TILE) * Math.ceilDiv(size[1], TILE);
            for (int blocks = 1; blocks <= 3; blocks++) {
                cases.transforms(size[0], size[1], blocks, 0, tiles);
                if (tiles > 2) cases.transforms(size[0], size[1], blocks, 1, tiles / 2);
            }
        }
        return cases.cases;
    }

    /// A batch of `count` tiles from `first` on.
    private void transforms(int height, int width, int blocks, int first, int count) {
        int perRow = Math.ceilDiv(width, TILE);
        int blockStride = (count + 1) * BLOCK;
        int pointStride = blocks * blockStride + 2 * BLOCK;
        var tiles = new WinogradTiles(64, pointStride, blockStride, blocks, perRow, first, count);
        int end = 64 + POINTS * pointStride + BLOCK;
        String batch =
                "of %d×%d, %d blocks, tiles %d to %d"
                        .formatted(height, width, blocks, first, first + count - 1);
        int row = (perRow * TILE + 2) * BLOCK + BLOCK;
        int block = (Math.ceilDiv(height, TILE) * TILE + 2) * row + BLOCK;
        var input = new KernelCall.WinogradInput(end, block, row, tiles);
        cases.add(KernelCase.of("Winograd input " + batch, input, INPUT_GAIN));
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
        cases.add(KernelCase.of(name, call, OUTPUT_GAIN));
    }

    private static Plane plane(int offset, int blocks, int height, int width, int gap) {
        int row = width * BLOCK + gap;
        return new Plane(offset, blocks, height, width, height * row + gap, row);
    }
}
