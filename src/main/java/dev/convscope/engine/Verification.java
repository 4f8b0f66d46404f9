package dev.convscope.engine;

/// How far the output of an engine lies from that of another on the same input.
///
/// @param maxAbsError largest absolute difference; infinite where one has a number and the other
///     has not
/// @param maxRelError largest absolute difference by largest absolute reference value
public record Verification(double maxAbsError, double maxRelError) {
    /// Largest `maxRelError` of two engines that agree.
    public static final double TOLERANCE = 1e-4;

    /// @throws IllegalArgumentException if the lengths differ
    public static Verification compare(float[] reference, float[] actual) {
        Lengths.check("the compared output", actual, reference.length);
        double error = 0;
        double scale = 0;
        for (int i = 0; i < reference.length; i++) {
            double difference = Math.abs((double) reference[i] - actual[i]);
            // Not a number anywhere is a disagreement, even where both have it.
            error =
                    Math.max(
                            error,
                            Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
            if (Float.isFinite(reference[i])) scale = Math.max(scale, Math.abs(reference[i]));
        }
        return new Verification(error, error == 0 ? 0 : error / scale);
    }

    public boolean ok() {
        return maxRelError <= TOLERANCE;
    }
}
