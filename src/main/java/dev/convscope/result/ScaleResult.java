package dev.convscope.result;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// One network at several scales, predicted beside real.
///
/// @param model the network that d = w = r = 1 leaves as it is
/// @param phi of compound scaling; absent for other ways to scale and for several values
/// @param alpha base of the depth; absent without compound scaling
/// @param beta base of the width
/// @param gamma base of the resolution
/// @param widthRule what a width multiplier does to this family
/// @param depthRule what a depth multiplier does to this family
/// @param rows one per scale
/// @param stages of the last scale: asked for beside built
/// @param terms of the last scale: what leads from the predicted to the real ratio
public record ScaleResult(
        String model,
        OptionalDouble phi,
        OptionalDouble alpha,
        OptionalDouble beta,
        OptionalDouble gamma,
        String widthRule,
        String depthRule,
        List<Row> rows,
        List<Stage> stages,
        List<Term> terms)
        implements Result {
    public ScaleResult {
        rows = List.copyOf(rows);
        stages = List.copyOf(stages);
        terms = List.copyOf(terms);
    }

    /// One scale.
    ///
    /// @param label what makes it: `phi 2`, `width 1.4`
    /// @param phi of compound scaling; absent for other ways to scale
    /// @param depth multiplier
    /// @param width multiplier
    /// @param resolution multiplier
    /// @param pixels side of the input, a whole number
    /// @param predictedRatio cost over the base's by the law, d · w² · r²
    /// @param powerOfTwo 2^φ; absent without φ
    /// @param exactRatio the same with fractional channels, blocks and pixels
    /// @param params of the real network
    /// @param macs of the real network
    /// @param ratio its cost over the base's
    /// @param impliedPhi of a released network; absent for others
    public record Row(
            String label,
            OptionalDouble phi,
            double depth,
            double width,
            double resolution,
            int pixels,
            double predictedRatio,
            OptionalDouble powerOfTwo,
            double exactRatio,
            long params,
            long macs,
            double ratio,
            Optional<ImpliedPhi> impliedPhi) {}

    /// φ of each dimension, where a network would lie on d = α^φ, w = β^φ, r = γ^φ.
    public record ImpliedPhi(double depth, double width, double resolution) {}

    /// One stage of the last scale.
    public record Stage(
            String stage,
            double exactChannels,
            int channels,
            double exactBlocks,
            int blocks,
            int pixels) {}

    /// One reason why the real ratio is not the predicted one.
    ///
    /// @param reason in words
    /// @param macs by how much the cost differs for it
    /// @param ratio the same over the base's cost
    public record Term(String reason, double macs, double ratio) {}
}
