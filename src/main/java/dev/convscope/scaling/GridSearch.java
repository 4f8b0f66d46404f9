package dev.convscope.scaling;

import dev.convscope.base.UserException;

import java.util.ArrayList;
import java.util.List;

/// The small grid search for α, β and γ at φ = 1 (EfficientNet paper, section 3.3, step 1).
///
/// @param step distance of neighbouring grid lines
/// @param tolerance how far α · β² · γ² may be from 2
/// @param mostAlpha largest α tried
/// @param mostBeta largest β tried
/// @param mostGamma largest γ tried
public record GridSearch(
        double step, double tolerance, double mostAlpha, double mostBeta, double mostGamma) {
    /// Steps of 0.05, product within 0.1 of 2, α up to 2, β and γ up to 1.5.
    public static final GridSearch STANDARD = new GridSearch(0.05, 0.1, 2.0, 1.5, 1.5);

    private static final double LEAST_STEP = 0.001;

    public GridSearch {
        require(step >= LEAST_STEP && step <= 1, "step", step, "from " + LEAST_STEP + " to 1");
        require(tolerance >= 0 && tolerance < 2, "tolerance", tolerance, "from 0 to 2");
        double least = Math.min(mostAlpha, Math.min(mostBeta, mostGamma));
        require(least >= 1, "upper bound of a coefficient", least, "at least 1");
    }

    private static void require(boolean holds, String name, double value, String expected) {
        if (holds) return;
        throw UserException.about("the " + name + " of the grid cannot be used")
                .where("grid search")
                .found(value)
                .expected(expected)
                .build();
    }

    public GridSearch withStep(double step) {
        return new GridSearch(step, tolerance, mostAlpha, mostBeta, mostGamma);
    }

    public GridSearch withTolerance(double tolerance) {
        return new GridSearch(step, tolerance, mostAlpha, mostBeta, mostGamma);
    }

    /// Every combination whose product is close enough to 2, ordered by α, β, γ.
    public List<CompoundScaling> candidates() {
        List<CompoundScaling> candidates = new ArrayList<>();
        for (double alpha : lines(mostAlpha)) {
            for (double beta : lines(mostBeta)) {
                for (double gamma : lines(mostGamma)) {
                    var candidate = new CompoundScaling(alpha, beta, gamma);
                    if (candidate.within(tolerance)) candidates.add(candidate);
                }
            }
        }
        return candidates;
    }

    /// 1, 1 + step, ...: computed, not accumulated, so that a decimal step gives decimal lines.
    private List<Double> lines(double most) {
        List<Double> lines = new ArrayList<>();
        int count = (int) Math.floor((most - 1) / step + 1e-9);
        for (int i = 0; i <= count; i++) lines.add(Math.rint((1 + i * step) * 1e9) / 1e9);
        return lines;
    }
}
