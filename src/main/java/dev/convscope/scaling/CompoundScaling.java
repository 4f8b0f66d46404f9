package dev.convscope.scaling;

import dev.convscope.base.UserException;

/// Equation 3 of the EfficientNet paper: d = α^φ, w = β^φ, r = γ^φ with α · β² · γ² ≈ 2.
///
/// @param alpha base of the depth multiplier, at least 1
/// @param beta base of the width multiplier, at least 1
/// @param gamma base of the resolution multiplier, at least 1
public record CompoundScaling(double alpha, double beta, double gamma) {
    /// The constants of the paper, found by a grid search on B0.
    public static final CompoundScaling RELEASED = new CompoundScaling(1.2, 1.1, 1.15);

    /// How far the product may be from 2 unless said otherwise.
    public static final double TOLERANCE = 0.1;

    /// The product that makes cost grow as 2^φ.
    private static final double TARGET = 2;

    private static final double DECIMAL_SLACK = 1e-9;

    /// φ of each dimension at which a network would lie on the equation.
    ///
    /// @param depth log_α d
    /// @param width log_β w
    /// @param resolution log_γ r
    public record ImpliedPhi(double depth, double width, double resolution) {
        /// The φ that all three dimensions reach.
        public double least() {
            return Math.min(depth, Math.min(width, resolution));
        }
    }

    public CompoundScaling {
        atLeastOne("alpha", alpha);
        atLeastOne("beta", beta);
        atLeastOne("gamma", gamma);
    }

    private static void atLeastOne(String name, double value) {
        if (value >= 1 && Double.isFinite(value)) return;
        throw UserException.about(name + " must be at least 1")
                .where("compound scaling")
                .found(value)
                .expected("a coefficient that does not shrink the network")
                .remedy("use -d, -w and -r to make a network smaller")
                .build();
    }

    /// α · β² · γ².
    public double product() {
        return alpha * beta * beta * gamma * gamma;
    }

    /// Whether the product is within `tolerance` of 2.
    public boolean within(double tolerance) {
        return Math.abs(product() - TARGET) <= tolerance + DECIMAL_SLACK;
    }

    /// These coefficients, or an error if their product is too far from 2.
    public CompoundScaling checked(double tolerance) {
        if (within(tolerance)) return this;
        throw UserException.about("alpha · beta² · gamma² is too far from 2")
                .where("compound scaling")
                .found(rounded(product()))
                .expected("2 ± " + tolerance)
                .remedy("choose other coefficients, or a larger tolerance")
                .build();
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }

    /// The multipliers at φ.
    public Multipliers at(double phi) {
        return new Multipliers(Math.pow(alpha, phi), Math.pow(beta, phi), Math.pow(gamma, phi));
    }

    /// (α · β² · γ²)^φ.
    public double predictedRatio(double phi) {
        return Math.pow(product(), phi);
    }

    /// Where the multipliers would lie on the equation, dimension by dimension; 0 where a
    /// coefficient is 1 and cannot tell.
    public ImpliedPhi implied(Multipliers multipliers) {
        return new ImpliedPhi(
                logarithm(alpha, multipliers.depth()),
                logarithm(beta, multipliers.width()),
                logarithm(gamma, multipliers.resolution()));
    }

    private static double logarithm(double base, double value) {
        return base == 1 ? 0 : Math.log(value) / Math.log(base);
    }
}
