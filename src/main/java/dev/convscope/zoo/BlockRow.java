package dev.convscope.zoo;

/// One stage of an inverted-bottleneck network, as the papers' tables and block strings print it.
///
/// @param repeats blocks of the stage, before depth scaling
/// @param stride of the first block; the others have stride 1
/// @param expand expanded channels over input channels
/// @param input channels declared for the first block, before width scaling
/// @param output channels of every block, before width scaling
/// @param squeeze squeeze channels over block input channels; 0 for no squeeze-and-excitation
/// @param fused one dense convolution instead of expansion and depthwise convolution
/// @param skip whether blocks add their input where shapes allow it
public record BlockRow(
        int repeats,
        int kernel,
        int stride,
        int expand,
        int input,
        int output,
        double squeeze,
        boolean fused,
        boolean skip) {

    static BlockRow mobile(int repeats, int kernel, int stride, int expand, int input, int output) {
        return new BlockRow(repeats, kernel, stride, expand, input, output, 0, false, true);
    }

    static BlockRow fused(int repeats, int kernel, int stride, int expand, int input, int output) {
        return new BlockRow(repeats, kernel, stride, expand, input, output, 0, true, true);
    }

    BlockRow withSqueeze(double ratio) {
        return new BlockRow(repeats, kernel, stride, expand, input, output, ratio, fused, skip);
    }

    BlockRow withoutSkip() {
        return new BlockRow(repeats, kernel, stride, expand, input, output, squeeze, fused, false);
    }

    BlockRow scaled(int repeats, int input, int output) {
        return new BlockRow(repeats, kernel, stride, expand, input, output, squeeze, fused, skip);
    }
}
