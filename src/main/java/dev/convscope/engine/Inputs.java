package dev.convscope.engine;

import dev.convscope.base.Shape;

import java.util.SplittableRandom;

/// Images to run when none is given.
public final class Inputs {
    /// Cells of the smooth pattern along each side.
    private static final int CELLS = 4;

    /// Brings the sum of pattern and noise to a standard deviation of one.
    private static final double CONTRAST = 2.3;

    private Inputs() {}

    /// An image with values around 0 and a standard deviation around 1, like a normalised
    /// photograph: a smooth pattern of some cells per side, and noise. No global average and no
    /// border looks the same for two seeds. The same for the same seed on every machine.
    ///
    /// @return channels × height × width
    public static float[] random(Shape shape, long seed) {
        var random = new SplittableRandom(seed);
        int height = shape.height();
        int width = shape.width();
        int pixels = Math.toIntExact(shape.pixels());
        var image = new float[Math.toIntExact(shape.elements())];
        for (int channel = 0; channel < shape.channels(); channel++) {
            var grid = new double[(CELLS + 1) * (CELLS + 1)];
            for (int i = 0; i < grid.length; i++) grid[i] = 2 * random.nextDouble() - 1;
            for (int pixel = 0; pixel < pixels; pixel++) {
                double y = (double) (pixel / width) / height * CELLS;
                double x = (double) (pixel % width) / width * CELLS;
                double noise = random.nextDouble() + random.nextDouble() - 1;
                image[channel * pixels + pixel] =
                        (float) (CONTRAST * (smooth(grid, y, x) + noise / 2));
            }
        }
        return image;
    }

    /// Bilinear between the four nearest grid points.
    private static double smooth(double[] grid, double y, double x) {
        int row = (int) y;
        int column = (int) x;
        int at = row * (CELLS + 1) + column;
        double down = y - row;
        double right = x - column;
        double above = grid[at] * (1 - right) + grid[at + 1] * right;
        double below = grid[at + CELLS + 1] * (1 - right) + grid[at + CELLS + 2] * right;
        return above * (1 - down) + below * down;
    }
}
