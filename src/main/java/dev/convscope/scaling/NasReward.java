package dev.convscope.scaling;

/// The objective of the architecture search behind B0: accuracy · (MACs ÷ target)^exponent.
///
/// @param targetMacs T, 400 million in the EfficientNet paper
/// @param exponent w, −0.07 there
public record NasReward(double targetMacs, double exponent) {
    /// As in the EfficientNet paper, section 4.
    public static final NasReward EFFICIENTNET = new NasReward(400e6, -0.07);

    public NasReward {
        if (!(targetMacs > 0) || !Double.isFinite(exponent)) {
            throw new IllegalArgumentException("a reward needs a positive target");
        }
    }

    /// The reward of a network, in the unit of its accuracy.
    public double of(double accuracy, long macs) {
        return accuracy * Math.pow(macs / targetMacs, exponent);
    }
}
