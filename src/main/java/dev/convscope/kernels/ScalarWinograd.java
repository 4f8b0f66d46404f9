package dev.convscope.kernels;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall.WinogradTiles;

/// The transforms of Winograd's F(4×4, 3×3) as plain matrix products (Lavin and Gray, 2016), with
/// the
/// interpolation points 0, ±1, ±2 and ∞.
public final class ScalarWinograd {
    private static final double[][] INPUT = {
        {4, 0, -5, 0, 1, 0},
        {0, -4, -4, 1, 1, 0},
        {0, 4, -4, -1, 1, 0},
        {0, -2, -1, 2, 1, 0},
        {0, 2, -1, -2, 1, 0},
        {0, 4, 0, -5, 0, 1}
    };
    private static final double[][] WEIGHTS = {
        {1 / 4., 0, 0},
        {-1 / 6., -1 / 6., -1 / 6.},
        {-1 / 6., 1 / 6., -1 / 6.},
        {1 / 24., 1 / 12., 1 / 6.},
        {1 / 24., -1 / 12., 1 / 6.},
        {0, 0, 1}
    };
    private static final double[][] OUTPUT = {
        {1, 1, 1, 1, 1, 0}, {0, 1, -1, 2, -2, 0}, {0, 1, 1, 4, 4, 0}, {0, 1, -1, 8, -8, 1}
    };

    /// Points of a transformed tile.
    public static final int POINTS = 36;

    private ScalarWinograd() {}

    /// `G g Gᵀ` of a 3×3 kernel, row by row: 36 numbers.
    public static double[] weights(double[] kernel) {
        return sandwich(WEIGHTS, kernel, 3);
    }

    static void input(KernelCall.WinogradInput c, float[] a) {
        WinogradTiles tiles = c.tiles();
        double[] patch = new double[POINTS];
        for (int block = 0; block < tiles.blocks(); block++) {
            for (int t = 0; t < tiles.count(); t++) {
                int tile = tiles.firstTile() + t;
                int from =
                        c.input()
                                + block * c.inputBlock()
                                + tile / tiles.tilesPerRow() * 4 * c.inputRow()
                                + tile % tiles.tilesPerRow() * 4 * BLOCK;
                int to = tiles.offset() + block * tiles.blockStride() + t * BLOCK;
                for (int lane = 0; lane < BLOCK; lane++) {
                    for (int i = 0; i < POINTS; i++) {
                        patch[i] = a[from + i / 6 * c.inputRow() + i % 6 * BLOCK + lane];
                    }
                    double[] points = sandwich(INPUT, patch, 6);
                    for (int i = 0; i < POINTS; i++) {
                        a[to + i * tiles.pointStride() + lane] = (float) points[i];
                    }
                }
            }
        }
    }

    static void output(KernelCall.WinogradOutput c, float[] a, float[] w) {
        WinogradTiles tiles = c.tiles();
        double[] points = new double[POINTS];
        for (int block = 0; block < tiles.blocks(); block++) {
            for (int t = 0; t < tiles.count(); t++) {
                int from = tiles.offset() + block * tiles.blockStride() + t * BLOCK;
                for (int lane = 0; lane < BLOCK; lane++) {
                    for (int i = 0; i < POINTS; i++) {
                        points[i] = a[from + i * tiles.pointStride() + lane];
                    }
                    store(c, block, tiles.firstTile() + t, lane, sandwich(OUTPUT, points, 6), a, w);
                }
            }
        }
    }

    private static void store(
            KernelCall.WinogradOutput c,
            int block,
            int tile,
            int lane,
            double[] pixels,
            float[] a,
            float[] w) {
        int top = tile / c.tiles().tilesPerRow() * 4;
        int left = tile % c.tiles().tilesPerRow() * 4;
        int rows = Math.min(4, c.output().height() - top);
        int columns = Math.min(4, c.output().width() - left);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = pixels[i * 4 + j] + w[c.bias() + block * BLOCK + lane];
                if (c.adds()) sum += a[c.residual().at(block, top + i, left + j) + lane];
                a[c.output().at(block, top + i, left + j) + lane] = c.activation().of((float) sum);
            }
        }
    }

    /// `M x Mᵀ` for a square x of `size`.
    private static double[] sandwich(double[][] m, double[] x, int size) {
        int rows = m.length;
        double[] half = new double[rows * size];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) half[i * size + j] += m[i][k] * x[k * size + j];
            }
        }
        double[] result = new double[rows * rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                for (int k = 0; k < size; k++) {
                    result[i * rows + j] += half[i * size + k] * m[j][k];
                }
            }
        }
        return result;
    }
}
