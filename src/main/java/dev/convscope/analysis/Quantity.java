package dev.convscope.analysis;

/// The things that counting tools count. A {@link Convention} is a factor for each.
public enum Quantity {
    MACS("multiply-accumulates of convolutions and fully connected layers"),
    CONV_BIAS("outputs of convolutions with a bias"),
    FC_BIAS("outputs of fully connected layers with a bias"),
    FC_ADDITIONS("additions of fully connected layers, inputs − 1 per output"),
    BN_ELEMENTS("elements through batch normalisation"),
    BN_PARAMETERS("trainable numbers of batch normalisation"),
    RELU("elements through ReLU"),
    RELU6("elements through ReLU6"),
    SILU("elements through SiLU"),
    SIGMOID("elements through a sigmoid"),
    HARD_SIGMOID("elements through a hard sigmoid"),
    HARD_SWISH("elements through a hard swish"),
    LRN_ELEMENTS("elements through local response normalisation"),
    LRN_WINDOW("channels that local response normalisation reads per element"),
    MAX_POOL_INPUT("elements that max-pools read"),
    MAX_POOL_WINDOW("window positions of max-pools, area per output"),
    AVERAGE_POOL_INPUT("elements that average-pools read"),
    AVERAGE_POOL_WINDOW("window positions of average-pools, area per output"),
    AVERAGE_POOL_OUTPUT("elements that average-pools write"),
    GLOBAL_POOL_INPUT("elements that global and adaptive average-pools read"),
    GLOBAL_POOL_OUTPUT("elements that global and adaptive average-pools write"),
    SE_POOL_INPUT("elements that the pools of squeeze-and-excitation read"),
    SE_POOL_OUTPUT("elements that the pools of squeeze-and-excitation write"),
    RESIDUAL_ADD("additions of residual sums"),
    MULTIPLY("products with a gate or a constant");

    private final String meaning;

    Quantity(String meaning) {
        this.meaning = meaning;
    }

    /// What it counts, in words.
    public String meaning() {
        return meaning;
    }
}
