package dev.convscope.kernels;

import java.util.ArrayList;
import java.util.List;

/// A one-dimensional minimal filtering algorithm F(m, r): m outputs of a filter of r taps from
/// m + r − 1 multiplications, where the direct way takes m · r (Winograd 1980; Lavin and Gray
/// 2016).
///
/// It evaluates input and filter as polynomials at `points`, multiplies there, and interpolates
/// (Toom and Cook). With the filter's matrix G, the input's Bᵀ and the output's Aᵀ that is
/// `Aᵀ ((G g) · (Bᵀ d))`. Points are 0, pairs ±p and ∞, in this order; small numbers whose powers
/// and differences stay near 1 lose the fewest digits.
public enum MinimalFilter {
    /// No filter in this direction: one output from one input.
    NONE(1, 1),
    F2_3(2, 3, 1),
    F4_3(4, 3, 1, 2),
    F6_3(6, 3, 1, 2, 1 / 2.),
    F4_5(4, 5, 1, 2, 1 / 2.),
    F6_7(6, 7, 1, 3 / 2., 2 / 3., 5 / 2., 2 / 5.);

    private final int outputs;
    private final int taps;
    private final double[] points;

    /// @param pairs each p of the points ±p
    MinimalFilter(int outputs, int taps, double... pairs) {
        this.outputs = outputs;
        this.taps = taps;
        List<Double> finite = new ArrayList<>();
        if (outputs + taps > 2) finite.add(0.);
        for (double p : pairs) {
            finite.add(p);
            finite.add(-p);
        }
        this.points = finite.stream().mapToDouble(Double::doubleValue).toArray();
        if (finite.size() != points() - 1) throw new IllegalArgumentException(name());
    }

    /// Outputs of one tile.
    public int outputs() {
        return outputs;
    }

    /// Taps of the filter.
    public int taps() {
        return taps;
    }

    /// Inputs of one tile, and multiplications.
    public int points() {
        return outputs + taps - 1;
    }

    /// Tiles that cover `pixels` outputs.
    public int tiles(int pixels) {
        return Math.ceilDiv(pixels, outputs);
    }

    /// Bᵀ, points × points. Row i holds the coefficients of the polynomial that is 0 at all other
    /// points; that of ∞ is 0 at all finite ones.
    public double[][] input() {
        double[][] rows = new double[points()][points()];
        for (int i = 0; i < points(); i++) {
            double[] polynomial = {1};
            for (int j = 0; j < points.length; j++) {
                if (j != i) polynomial = timesRoot(polynomial, points[j]);
            }
            System.arraycopy(polynomial, 0, rows[i], 0, polynomial.length);
        }
        return rows;
    }

    /// G, points × taps: the filter at each point, over the row's value of {@link #input} there.
    public double[][] weights() {
        double[][] rows = new double[points()][taps];
        for (int i = 0; i < points.length; i++) {
            double scale = 1;
            for (int j = 0; j < points.length; j++) {
                if (j != i) scale *= points[i] - points[j];
            }
            for (int k = 0; k < taps; k++) rows[i][k] = Math.pow(points[i], k) / scale;
        }
        rows[points.length][taps - 1] = 1;
        return rows;
    }

    /// Aᵀ, outputs × points: powers of the points.
    public double[][] output() {
        double[][] rows = new double[outputs][points()];
        for (int k = 0; k < outputs; k++) {
            for (int i = 0; i < points.length; i++) rows[k][i] = Math.pow(points[i], k);
        }
        rows[outputs - 1][points.length] = 1;
        return rows;
    }

    /// `polynomial · (x − root)`, lowest power first.
    private static double[] timesRoot(double[] polynomial, double root) {
        double[] product = new double[polynomial.length + 1];
        for (int i = 0; i < polynomial.length; i++) {
            product[i + 1] += polynomial[i];
            product[i] -= root * polynomial[i];
        }
        return product;
    }
}
