package dev.convscope.zoo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// What a user may ask of a network: multipliers of its own coefficients, input size, classes.
///
/// Values are as typed; {@link Network#build} refuses those that make no network.
///
/// @param width multiplies the network's own width coefficient; 1 changes nothing
/// @param depth multiplies the network's own depth coefficient; 1 changes nothing
/// @param pixels side of the square input; empty for the network's own
/// @param classes outputs of the last fully connected layer; empty for the network's own
/// @param aux whether the auxiliary classifiers are built and counted
/// @param options a family's own options by key, as typed: `growth-rate`, `theta`, `bottleneck`
public record Configuration(
        double width,
        double depth,
        OptionalInt pixels,
        OptionalInt classes,
        boolean aux,
        Map<String, String> options) {
    private static final Configuration DEFAULTS =
            new Configuration(1, 1, OptionalInt.empty(), OptionalInt.empty(), false, Map.of());

    public Configuration {
        options = Map.copyOf(options);
    }

    /// The network as published.
    public static Configuration defaults() {
        return DEFAULTS;
    }

    public Configuration withWidth(double width) {
        return new Configuration(width, depth, pixels, classes, aux, options);
    }

    public Configuration withDepth(double depth) {
        return new Configuration(width, depth, pixels, classes, aux, options);
    }

    public Configuration withPixels(int pixels) {
        return new Configuration(width, depth, OptionalInt.of(pixels), classes, aux, options);
    }

    public Configuration withClasses(int classes) {
        return new Configuration(width, depth, pixels, OptionalInt.of(classes), aux, options);
    }

    public Configuration withAux(boolean aux) {
        return new Configuration(width, depth, pixels, classes, aux, options);
    }

    /// Adds or replaces one of the family's own options.
    public Configuration with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(options);
        changed.put(key, value);
        return new Configuration(width, depth, pixels, classes, aux, changed);
    }
}
