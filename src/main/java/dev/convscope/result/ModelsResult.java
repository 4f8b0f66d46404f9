package dev.convscope.result;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The zoo, one row a network at its default size.
public record ModelsResult(List<Row> models) implements Result {
    public ModelsResult {
        models = List.copyOf(models);
    }

    /// One network.
    ///
    /// @param name as typed on the command line
    /// @param family whose rounding rules it follows
    /// @param input side of its square input, in pixels
    /// @param params trainable numbers
    /// @param macs multiply-accumulates of one image
    /// @param publishedParams as printed, such as `5.3M`; absent where the source prints none
    /// @param publishedFlops as printed, such as `0.39B`: multiply-adds in all of these sources
    /// @param top1 published accuracy on ImageNet, in percent
    /// @param top5 published accuracy on ImageNet, in percent
    /// @param source where these figures were published; empty without any
    public record Row(
            String name,
            String family,
            int input,
            long params,
            long macs,
            Optional<String> publishedParams,
            Optional<String> publishedFlops,
            OptionalDouble top1,
            OptionalDouble top5,
            String source) {}
}
