package dev.convscope.scaling;

import dev.convscope.base.UserException;

/// How much deeper, wider and finer a network gets: d, w and r of the EfficientNet paper.
///
/// @param depth multiplies the blocks of every stage
/// @param width multiplies channels
/// @param resolution multiplies the side of the input
public record Multipliers(double depth, double width, double resolution) {
    /// Changes nothing.
    public static final Multipliers ONE = new Multipliers(1, 1, 1);

    public Multipliers {
        positive("depth", depth);
        positive("width", width);
        positive("resolution", resolution);
    }

    /// The factor on the cost that the paper's law promises: d · w² · r².
    public double law() {
        return depth * width * width * resolution * resolution;
    }

    private static void positive(String name, double value) {
        if (value > 0 && Double.isFinite(value)) return;
        throw UserException.about(name + " must be a positive number")
                .where("scaling")
                .found(value)
                .remedy("1 leaves the " + name + " as it is")
                .build();
    }
}
