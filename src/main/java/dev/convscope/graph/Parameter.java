package dev.convscope.graph;

import java.util.List;

/// The named tensors that an operator may own.
public enum Parameter {
    /// Conv: out × in/groups × height × width; FullyConnected: out × in
    WEIGHT("weight", true),
    /// Conv and FullyConnected: out
    BIAS("bias", true),
    /// BatchNorm: the trained factor (gamma)
    SCALE("scale", true),
    /// BatchNorm: the trained offset (beta)
    SHIFT("shift", true),
    /// BatchNorm: the moving mean, not trained
    MEAN("mean", false),
    /// BatchNorm: the moving variance, not trained
    VARIANCE("variance", false);

    private final String label;
    private final boolean trainable;

    Parameter(String label, boolean trainable) {
        this.label = label;
        this.trainable = trainable;
    }

    /// The last part of the tensor's name.
    public String label() {
        return label;
    }

    /// Whether training changes it by gradient; the moving statistics are not.
    public boolean trainable() {
        return trainable;
    }

    /// A tensor that an operator needs: which one, and its dimensions.
    public record Spec(Parameter parameter, List<Integer> dimensions) {
        public Spec {
            dimensions = List.copyOf(dimensions);
        }

        public long elements() {
            return dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        }
    }
}
