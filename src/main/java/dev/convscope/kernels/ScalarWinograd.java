package dev.convscope.kernels;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall.WinogradTiles;

/// Winograd's transforms as plain matrix products: a {@link MinimalFilter} down the rows and one to
/// the right.
public final class ScalarWinograd {
    private ScalarWinograd() {}

    /// `G g G'ᵀ` of kernels of one size.
    public static final class Weights {
        private final double[][] down;
        private final double[][] right;

        public Weights(MinimalFilter down, MinimalFilter right) {
            this.down = down.weights();
            this.right = right.weights();
        }

        /// @param kernel row by row
        /// @return the points, row by row
        public double[] of(double[] kernel) {
            return sandwich(down, kernel, right);
        }
    }

    static void input(KernelCall.WinogradInput c, float[] a) {
        WinogradTiles tiles = c.tiles();
        double[][] down = tiles.down().input();
        double[][] right = tiles.right().input();
        int columns = tiles.right().points();
        double[] patch = new double[tiles.points()];
        for (int block = 0; block < tiles.blocks(); block++) {
            for (int t = 0; t < tiles.count(); t++) {
                int from = c.input() + block * c.inputBlock();
                from += tiles.top(t) * c.inputRow() + tiles.left(t) * BLOCK;
                int to = tiles.at(block, t);
                for (int lane = 0; lane < BLOCK; lane++) {
                    for (int i = 0; i < patch.length; i++) {
                        int at = i / columns * c.inputRow() + i % columns * BLOCK;
                        patch[i] = a[from + at + lane];
                    }
                    double[] points = sandwich(down, patch, right);
                    for (int i = 0; i < points.length; i++) {
                        a[to + i * tiles.pointStride() + lane] = (float) points[i];
                    }
                }
            }
        }
    }

    static void output(KernelCall.WinogradOutput c, float[] a, float[] w) {
        WinogradTiles tiles = c.tiles();
        double[][] down = tiles.down().output();
        double[][] right = tiles.right().output();
        double[] points = new double[tiles.points()];
        for (int block = 0; block < tiles.blocks(); block++) {
            for (int t = 0; t < tiles.count(); t++) {
                int from = tiles.at(block, t);
                for (int lane = 0; lane < BLOCK; lane++) {
                    for (int i = 0; i < points.length; i++) {
                        points[i] = a[from + i * tiles.pointStride() + lane];
                    }
                    store(c, block, t, lane, sandwich(down, points, right), a, w);
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
        int top = c.tiles().top(tile);
        int left = c.tiles().left(tile);
        int width = c.tiles().right().outputs();
        int rows = Math.min(c.tiles().down().outputs(), c.output().height() - top);
        int columns = Math.min(width, c.output().width() - left);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = pixels[i * width + j] + w[c.bias() + block * BLOCK + lane];
                if (c.adds()) sum += a[c.residual().at(block, top + i, left + j) + lane];
                a[c.output().at(block, top + i, left + j) + lane] = c.activation().of((float) sum);
            }
        }
    }

    /// `left x rightᵀ`
    private static double[] sandwich(double[][] left, double[] x, double[][] right) {
        int inner = left[0].length;
        int columns = right[0].length;
        double[] half = new double[left.length * columns];
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < inner; k++) {
                    half[i * columns + j] += left[i][k] * x[k * columns + j];
                }
            }
        }
        double[] result = new double[left.length * right.length];
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < right.length; j++) {
                for (int k = 0; k < columns; k++) {
                    result[i * right.length + j] += half[i * columns + k] * right[j][k];
                }
            }
        }
        return result;
    }
}
