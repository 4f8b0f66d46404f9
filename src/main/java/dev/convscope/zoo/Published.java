package dev.convscope.zoo;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What one publication prints about a network; a figure it does not print is empty, never guessed.
///
/// @param source the publication, and the table if it has several
/// @param pixels the input size the accuracy was measured at, where it is not the network's own
/// @param params as printed, such as `5.3M`
/// @param flops as printed, such as `0.39B`: multiply-adds in all of these sources
/// @param top1 ImageNet validation accuracy in percent, single crop unless the source says
/// otherwise
/// @param top5 as top1
public record Published(
        String source,
        OptionalInt pixels,
        Optional<String> params,
        Optional<String> flops,
        OptionalDouble top1,
        OptionalDouble top5) {

    static Published in(String source) {
        return new Published(
                source,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    Published at(int pixels) {
        return new Published(source, OptionalInt.of(pixels), params, flops, top1, top5);
    }

    Published params(String params) {
        return new Published(source, pixels, Optional.of(params), flops, top1, top5);
    }

    Published flops(String flops) {
        return new Published(source, pixels, params, Optional.of(flops), top1, top5);
    }

    Published top1(double top1) {
        return new Published(source, pixels, params, flops, OptionalDouble.of(top1), top5);
    }

    Published top5(double top5) {
        return new Published(source, pixels, params, flops, top1, OptionalDouble.of(top5));
    }
}
