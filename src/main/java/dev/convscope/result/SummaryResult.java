package dev.convscope.result;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One network, counted layer by layer: one row per node of its graph.
///
/// The rows add up to the totals. Counts are of one image, whatever the batch.
///
/// @param model as the user would type it
/// @param options what the network was scaled by
/// @param input batch × channels × height × width
/// @param convention the rule that `flops` follows; `macs` depends on none
/// @param stages what only stages have: receptive fields and block strings
/// @param training what training does with the network
/// @param published what publications print about the network at this size
public record SummaryResult(
        String model,
        Options options,
        List<Integer> input,
        String convention,
        Totals totals,
        List<Stage> stages,
        Training training,
        List<Published> published,
        List<Layer> layers)
        implements Result {
    public SummaryResult {
        input = List.copyOf(input);
        stages = List.copyOf(stages);
        published = List.copyOf(published);
        layers = List.copyOf(layers);
    }

    /// How the network differs from the one in the zoo.
    ///
    /// @param width multiplier of its channels
    /// @param depth multiplier of its repeats
    /// @param pixels side of its square input
    /// @param classes outputs of its classifier
    /// @param aux whether auxiliary classifiers are counted
    public record Options(double width, double depth, int pixels, int classes, boolean aux) {}

    /// The network as a whole.
    ///
    /// @param params trainable numbers
    /// @param bnStatistics moving means and variances, apart from `params`
    /// @param macs multiply-accumulates
    /// @param flops under the convention of the result
    /// @param activationElements outputs of convolutions and fully connected layers
    /// @param weightBytes fp32, statistics included
    /// @param peakActivationBytes fp32, largest sum of tensors alive at once, for the whole batch
    /// @param backboneParams trainable numbers without the classifier
    public record Totals(
            long params,
            long bnStatistics,
            long macs,
            MacsByKind macsByKind,
            long flops,
            long activationElements,
            long weightBytes,
            long peakActivationBytes,
            long backboneParams) {}

    /// The parts of `macs`, which they add up to.
    ///
    /// @param dense convolutions over space, grouped ones too
    /// @param pointwise 1×1 in one group
    /// @param depthwise one filter a channel
    /// @param se inside squeeze-and-excitation
    /// @param fc fully connected
    public record MacsByKind(long dense, long pointwise, long depthwise, long se, long fc) {}

    /// One stage.
    ///
    /// @param stage its name
    /// @param receptiveField side of what one output sees, in input pixels; absent once the image
    ///     is pooled away
    /// @param effectiveStride input pixels between neighbouring outputs
    /// @param blockString the stage as the EfficientNet code writes it; empty for other families
    public record Stage(
            String stage,
            OptionalLong receptiveField,
            OptionalLong effectiveStride,
            String blockString) {}

    /// What training does with the network, as published.
    ///
    /// @param dropout share of features dropped before the classifier; absent without
    /// @param expectedMacs mean multiply-accumulates of a training forward pass
    /// @param blocks which may be dropped, and how often each is kept
    public record Training(OptionalDouble dropout, double expectedMacs, List<Block> blocks) {
        public Training {
            blocks = List.copyOf(blocks);
        }
    }

    /// One block in training.
    ///
    /// @param block its name
    /// @param skip whether it adds its input, so that it may be dropped
    /// @param survival how often it is kept; 1 without stochastic depth
    public record Block(String block, boolean skip, double survival) {}

    /// What one publication prints about the network; what it does not print is absent.
    ///
    /// @param params as printed, such as `5.3M`
    /// @param flops as printed, such as `0.39B`: multiply-adds in all of these sources
    /// @param top1 accuracy on ImageNet in percent
    /// @param top5 accuracy on ImageNet in percent
    public record Published(
            String source,
            Optional<String> params,
            Optional<String> flops,
            OptionalDouble top1,
            OptionalDouble top5) {}

    /// One node of the graph.
    ///
    /// @param name unique in the network
    /// @param stage the stage of the architecture table; empty if the network has none
    /// @param block the block it belongs to; empty if it is in none
    /// @param op the operator, as in `conv 3x3 /2`
    /// @param kind the part of `macsByKind` it counts to; `other` for a node without MACs
    /// @param input of one image: channels × height × width
    /// @param output of one image: channels × height × width
    public record Layer(
            String name,
            String stage,
            String block,
            String op,
            String kind,
            List<Integer> input,
            List<Integer> output,
            long params,
            long macs,
            long flops) {
        public Layer {
            input = List.copyOf(input);
            output = List.copyOf(output);
        }
    }
}
