package dev.convscope.weights;

import dev.convscope.graph.ActivationFunction;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// What is expected of the numbers of one feature map, taken as normally distributed.
///
/// @param mean over channels and pixels
/// @param variance around that mean
record Signal(double mean, double variance) {
    /// An image after the usual normalisation.
    static final Signal IMAGE = new Signal(0, 1);

    private static final int QUADRATURE_STEPS = 400;
    private static final double QUADRATURE_REACH = 6;

    Signal {
        if (!(variance >= 0) || !Double.isFinite(mean) || !Double.isFinite(variance)) {
            throw new IllegalArgumentException(
                    "not the moments of a feature map: " + mean + " and " + variance);
        }
    }

    double deviation() {
        return Math.sqrt(variance);
    }

    /// The expected square.
    double power() {
        return variance + mean * mean;
    }

    Signal times(double factor) {
        return new Signal(mean * factor, variance * factor * factor);
    }

    /// The sum of independent signals.
    static Signal sum(List<Signal> parts) {
        return new Signal(
                parts.stream().mapToDouble(Signal::mean).sum(),
                parts.stream().mapToDouble(Signal::variance).sum());
    }

    /// A map of which `share` is this signal and the rest is the other.
    Signal mixedWith(Signal other, double share) {
        double mixedMean = share * mean + (1 - share) * other.mean;
        double mixedPower = share * power() + (1 - share) * other.power();
        return new Signal(mixedMean, Math.max(0, mixedPower - mixedMean * mixedMean));
    }

    /// The product with an independent gate.
    Signal gatedBy(Signal gate) {
        double product = mean * gate.mean;
        return new Signal(product, power() * gate.power() - product * product);
    }

    Signal through(ActivationFunction function) {
        return through(
                switch (function) {
                    case RELU -> x -> Math.max(0, x);
                    case RELU6 -> x -> Math.clamp(x, 0, 6);
                    case SILU -> x -> x / (1 + Math.exp(-x));
                    case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
                    case HARD_SIGMOID -> x -> Math.clamp(x + 3, 0, 6) / 6;
                    case HARD_SWISH -> x -> x * Math.clamp(x + 3, 0, 6) / 6;
                });
    }

    /// The moments of `function` of a normally distributed number, by the midpoint rule.
    private Signal through(DoubleUnaryOperator function) {
        double weights = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < QUADRATURE_STEPS; i++) {
            double at = QUADRATURE_REACH * ((2 * i + 1.0) / QUADRATURE_STEPS - 1);
            double weight = Math.exp(-at * at / 2);
            double value = function.applyAsDouble(mean + deviation() * at);
            weights += weight;
            sum += weight * value;
            squares += weight * value * value;
        }
        double newMean = sum / weights;
        return new Signal(newMean, Math.max(0, squares / weights - newMean * newMean));
    }
}
