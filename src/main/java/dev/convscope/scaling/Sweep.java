package dev.convscope.scaling;

import java.util.List;

/// One dimension at several values, the other two left alone.
///
/// @param dimension what changes
/// @param values multipliers, in the order to be shown
public record Sweep(Dimension dimension, List<Double> values) {

    /// The three dimensions of a network.
    public enum Dimension {
        DEPTH,
        WIDTH,
        RESOLUTION;

        /// The multipliers that change this dimension alone.
        public Multipliers at(double value) {
            return switch (this) {
                case DEPTH -> new Multipliers(value, 1, 1);
                case WIDTH -> new Multipliers(1, value, 1);
                case RESOLUTION -> new Multipliers(1, 1, value);
            };
        }
    }

    /// The points of Figure 3 of the EfficientNet paper.
    public static final List<Sweep> FIGURE_3 =
            List.of(
                    new Sweep(Dimension.WIDTH, List.of(1., 1.4, 1.8, 2.6, 3.8, 5.)),
                    new Sweep(Dimension.DEPTH, List.of(1., 2., 3., 4., 6., 8.)),
                    new Sweep(Dimension.RESOLUTION, List.of(1., 1.3, 1.5, 1.7, 1.9, 2.2, 2.5)));

    public Sweep {
        values = List.copyOf(values);
    }

    /// The network at every value.
    public List<ScaledNetwork> of(ScalingBase base) {
        return values.stream().map(value -> base.scale(dimension.at(value))).toList();
    }

    /// log₂ of the cost ratio when the dimension is doubled: the law says 1 for depth, 2 for width
    /// and resolution.
    public static double exponent(ScalingBase base, Dimension dimension) {
        return Math.log(base.scale(dimension.at(2)).ratio()) / Math.log(2);
    }
}
