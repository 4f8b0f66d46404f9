package dev.convscope.zoo;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What one publication prints about a network; a figure it does not print is empty, never guessed.
///
/// @param width multiplier of the network that was measured; 1 for the network as named
/// @param depth as width
/// @param pixels the input size the figures are for, where it is not the network's own
/// @param source the publication, and the table if it has several
/// @param params as printed, such as `5.3M`
/// @param flops as printed, such as `0.39B`: multiply-adds in all of these sources
/// @param top1 ImageNet accuracy in percent, one crop unless the source says otherwise
/// @param top5 as top1
public record Published(
        double width,
        double depth,
        OptionalInt pixels,
        String source,
        Optional<String> params,
        Optional<String> flops,
        OptionalDouble top1,
        OptionalDouble top5) {

    /// Whether the figures are about the network under this configuration.
    boolean describes(Network network, Configuration configuration) {
        int ownPixels = network.defaultPixels();
        int ownClasses = network.defaultClasses();
        return width == configuration.width()
                && depth == configuration.depth()
                && pixels.orElse(ownPixels) == configuration.pixels().orElse(ownPixels)
                && sameClasses(configuration.classes().orElse(ownClasses), ownClasses)
                && configuration.options().isEmpty();
    }

    /// TensorFlow's networks for ImageNet have one class more, for the background.
    private static boolean sameClasses(int classes, int ownClasses) {
        return classes == ownClasses || ownClasses == 1000 && classes == 1001;
    }
}
