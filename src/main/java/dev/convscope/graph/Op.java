package dev.convscope.graph;

import dev.convscope.base.Shape;

/// What a node computes. The list is closed: every analysis, export and engine is one exhaustive
/// switch over it, so a new operator is a list of compile errors.
public sealed interface Op {

    /// The image that enters the network, batch 1.
    record Input(Shape shape) implements Op {}

    /// A convolution of any group count, without a flip (cross-correlation), as in every framework.
    ///
    /// Weights are `outChannels × inChannels/groups × kernelHeight × kernelWidth`.
    record Conv(int outChannels, Window window, int groups, boolean bias) implements Op {
        public Conv {
            Checks.positive("outChannels", outChannels);
            Checks.positive("groups", groups);
            if (outChannels % groups != 0) {
                throw new IllegalArgumentException(
                        "outChannels must divide by groups, was " + outChannels + " by " + groups);
            }
        }

        /// A 1×1 convolution of one group, whatever its stride.
        public boolean pointwise() {
            return groups == 1 && window.kernelHeight() == 1 && window.kernelWidth() == 1;
        }

        /// One filter group per input channel (a channel multiplier above one counts, too).
        public boolean depthwise(int inChannels) {
            return groups > 1 && groups == inChannels;
        }
    }

    /// A fully connected layer over a flattened input; weights are `outFeatures × inFeatures`.
    record FullyConnected(int outFeatures, boolean bias) implements Op {
        public FullyConnected {
            Checks.positive("outFeatures", outFeatures);
        }
    }

    /// Inference-time batch normalisation: `(x − mean) / √(variance + epsilon) · scale + shift`,
    /// per channel.
    record BatchNorm(double epsilon) implements Op {
        public BatchNorm {
            if (!(epsilon > 0)) {
                throw new IllegalArgumentException("epsilon must be positive, was " + epsilon);
            }
        }
    }

    /// An element-wise non-linearity.
    record Activation(ActivationFunction function) implements Op {}

    /// Maximum or average over a window, per channel.
    ///
    /// @param ceilMode the last window may start inside the input and end outside of it
    /// @param countPadding an average divides by the full window even where it lies on padding
    record Pool(PoolKind kind, Window window, boolean ceilMode, boolean countPadding)
            implements Op {}

    /// The mean of each channel: C×H×W to C×1×1.
    record GlobalAveragePool() implements Op {}

    /// Average pooling to a fixed output size: bin i of n covers rows ⌊i·H/n⌋ to ⌈(i+1)·H/n⌉.
    record AdaptiveAveragePool(int height, int width) implements Op {
        public AdaptiveAveragePool {
            Checks.positive("height", height);
            Checks.positive("width", width);
        }
    }

    /// Local response normalisation across channels (AlexNet, section 3.3).
    ///
    /// `y_i = x_i / (k + alpha · Σ x_j²)^beta` over the `size` channels around i. `alpha` is used
    /// as given; variants that divide it by `size` are built with the quotient.
    record LocalResponseNorm(int size, double alpha, double beta, double k) implements Op {
        public LocalResponseNorm {
            Checks.positive("size", size);
        }
    }

    /// The element-wise sum of two or more equal shapes.
    record Add() implements Op {}

    /// The product of a feature map and a gate of one number per channel (C×1×1), as in
    /// squeeze-and-excitation.
    record ChannelMultiply() implements Op {}

    /// The product with a constant.
    record Scale(double factor) implements Op {}

    /// Channels of two or more inputs of the same height and width, one after the other.
    record Concat() implements Op {}

    /// A feature map as a vector, in channel, row, column order.
    record Flatten() implements Op {}

    /// The identity at inference; the rate is kept for the reports.
    record Dropout(double rate) implements Op {}

    /// The same map read `down` rows and `right` columns further on, zero beyond the edge; shape
    /// unchanged.
    ///
    /// The offset sample of a factorized reduction (NASNet).
    record Shift(int down, int right) implements Op {}

    /// Zero channels added before and after (the parameter-free shortcut, option A, of ResNet).
    record ChannelPad(int before, int after) implements Op {}
}
