package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;
import dev.convscope.weights.Weights;

import java.util.Optional;

/// The weights of a convolution or a fully connected layer with its normalisation folded in.
///
/// @param weight out × in/groups × height × width
/// @param bias out
record ConvPacking(int out, int inPerGroup, int area, float[] weight, float[] bias) {

    static ConvPacking of(Node node, Optional<Node> norm, Weights weights) {
        float[] weight = weights.tensor(node, Parameter.WEIGHT);
        int out = node.shape().channels();
        int area = 1;
        boolean biased;
        switch (node.op()) {
            case Op.Conv conv -> {
                area = conv.window().area();
                biased = conv.bias();
            }
            case Op.FullyConnected layer -> biased = layer.bias();
            default -> throw new IllegalArgumentException("no weights in '" + node.name() + "'");
        }
        float[] bias = biased ? weights.tensor(node, Parameter.BIAS).clone() : new float[out];
        int perOutput = weight.length / out;
        if (norm.isPresent()) {
            Affine affine = Affine.of(norm.get(), weights);
            weight = weight.clone();
            for (int o = 0; o < out; o++) {
                scale(weight, o * perOutput, (o + 1) * perOutput, affine.scale()[o]);
                bias[o] = bias[o] * affine.scale()[o] + affine.shift()[o];
            }
        }
        return new ConvPacking(out, perOutput / area, area, weight, bias);
    }

    /// A method of its own, which C2 compiles in 10 ms; with all that is around it, it takes 160.
    private static void scale(float[] values, int from, int to, float factor) {
        for (int i = from; i < to; i++) values[i] *= factor;
    }

    float weight(int output, int inputOfGroup, int position) {
        return weight[(output * inPerGroup + inputOfGroup) * area + position];
    }

    /// A batch normalisation as `x · scale + shift`.
    record Affine(float[] scale, float[] shift) {
        static Affine of(Node norm, Weights weights) {
            double epsilon = ((Op.BatchNorm) norm.op()).epsilon();
            float[] gamma = weights.tensor(norm, Parameter.SCALE);
            float[] beta = weights.tensor(norm, Parameter.SHIFT);
            float[] mean = weights.tensor(norm, Parameter.MEAN);
            float[] variance = weights.tensor(norm, Parameter.VARIANCE);
            float[] scale = new float[gamma.length];
            float[] shift = new float[gamma.length];
            for (int c = 0; c < gamma.length; c++) {
                double factor = gamma[c] / Math.sqrt(variance[c] + epsilon);
                scale[c] = (float) factor;
                shift[c] = (float) (beta[c] - mean[c] * factor);
            }
            return new Affine(scale, shift);
        }

        /// `[block][scale 16, shift 16]` in the slots of the value it applies to.
        float[] packed(Slots slots) {
            float[] packed = new float[slots.blocks() * 2 * BLOCK];
            for (int c = 0; c < scale.length; c++) {
                int at = slots.slots()[c] / BLOCK * 2 * BLOCK + slots.slots()[c] % BLOCK;
                packed[at] = scale[c];
                packed[at + BLOCK] = shift[c];
            }
            return packed;
        }
    }
}
