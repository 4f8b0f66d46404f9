package dev.convscope.zoo;

/// How mobile networks round a scaled width to a multiple of 8.
enum ChannelRounding {
    /// The nearest multiple of 8, one more if that lost more than a tenth (MobileNet-V2,
    /// EfficientNet).
    NINE_TENTHS,
    /// The nearest multiple of 8 (EfficientNet-V2).
    NEAREST;

    private static final int DIVISOR = 8;

    int round(double filters) {
        int nearest = Scaling.channels(Math.max(DIVISOR, multiple(filters)));
        return this == NINE_TENTHS && nearest < 0.9 * filters ? nearest + DIVISOR : nearest;
    }

    private static double multiple(double filters) {
        return Math.floor((filters + DIVISOR / 2.0) / DIVISOR) * DIVISOR;
    }
}
