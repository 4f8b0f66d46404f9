package dev.convscope.zoo;

import dev.convscope.base.UserException;

/// The arithmetic that width and depth multipliers share.
final class Scaling {
    private static final int MOST_CHANNELS = 1_000_000;
    private static final int MOST_REPEATS = 10_000;

    /// A multiplier is a decimal fraction: 1.1 × 10 is 11, although the product of doubles is not.
    private static final double DECIMAL_SLACK = 1e-9;

    private Scaling() {}

    /// ⌈depth × repeats⌉ blocks, at least one.
    static int repeats(int repeats, double depth) {
        double scaled = Math.ceil(repeats * depth - DECIMAL_SLACK);
        if (scaled > MOST_REPEATS) {
            throw UserException.about("the depth gives too many blocks in one stage")
                    .found((long) scaled + " blocks")
                    .expected("at most " + MOST_REPEATS)
                    .remedy("use a smaller depth")
                    .build();
        }
        return Math.max(1, (int) scaled);
    }

    /// ⌊channels × width⌋, as ResNets scale their base width; an error if nothing is left.
    static int truncated(int channels, double width) {
        return channels(Math.floor(channels * width));
    }

    /// The nearest integer, as growth rates and cell widths scale; an error if nothing is left.
    static int rounded(int channels, double width) {
        return channels(Math.floor(channels * width + 0.5));
    }

    /// The nearest multiple of `divisor`, at least one of it and at least 8; unchanged at width 1.
    static int toMultiple(int channels, double width, int divisor) {
        if (width == 1) return channels;
        double nearest = Math.floor(channels * width / divisor + 0.5) * divisor;
        int least = Math.ceilDiv(8, divisor) * divisor;
        return channels(Math.max(least, nearest));
    }

    /// Refuses a channel count that makes no layer.
    static int channels(double channels) {
        if (channels >= 1 && channels <= MOST_CHANNELS) return (int) channels;
        boolean none = channels < 1;
        throw UserException.about(
                        none ? "the width gives no channel" : "the width gives too many channels")
                .found((long) channels + " channels")
                .expected(none ? "at least 1" : "at most " + MOST_CHANNELS)
                .remedy(none ? "use a larger width" : "use a smaller width")
                .build();
    }
}
