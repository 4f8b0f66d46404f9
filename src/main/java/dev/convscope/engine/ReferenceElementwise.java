package dev.convscope.engine;

import dev.convscope.base.Shape;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;

import java.util.Map;

/// Normalisations, activations and the moving about of channels. Each returns a new array.
final class ReferenceElementwise {
    private ReferenceElementwise() {}

    static float[] batchNorm(
            float[] input, Shape shape, Map<Parameter, float[]> tensors, double epsilon) {
        var scale = tensors.get(Parameter.SCALE);
        var shift = tensors.get(Parameter.SHIFT);
        var mean = tensors.get(Parameter.MEAN);
        var variance = tensors.get(Parameter.VARIANCE);
        int pixels = Math.toIntExact(shape.pixels());
        var output = new float[input.length];
        for (int channel = 0; channel < shape.channels(); channel++) {
            double factor = scale[channel] / Math.sqrt(variance[channel] + epsilon);
            for (int i = channel * pixels; i < (channel + 1) * pixels; i++) {
                output[i] = (float) ((input[i] - mean[channel]) * factor + shift[channel]);
            }
        }
        return output;
    }

    static float[] activation(float[] input, ActivationFunction function) {
        var output = new float[input.length];
        for (int i = 0; i < input.length; i++) output[i] = activate(input[i], function);
        return output;
    }

    private static float activate(float x, ActivationFunction function) {
        return switch (function) {
            case RELU -> Math.max(0, x);
            case RELU6 -> Math.clamp(x, 0f, 6f);
            case SILU -> x * sigmoid(x);
            case SIGMOID -> sigmoid(x);
            case HARD_SIGMOID -> Math.clamp(x + 3, 0f, 6f) / 6;
            case HARD_SWISH -> x * Math.clamp(x + 3, 0f, 6f) / 6;
        };
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }

    /// The sum of squares runs over ⌊(size − 1) / 2⌋ channels before and ⌈(size − 1) / 2⌉ after.
    static float[] localResponseNorm(float[] input, Shape shape, Op.LocalResponseNorm norm) {
        int pixels = Math.toIntExact(shape.pixels());
        int before = (norm.size() - 1) / 2;
        int after = norm.size() - 1 - before;
        var output = new float[input.length];
        for (int channel = 0; channel < shape.channels(); channel++) {
            int first = Math.max(0, channel - before);
            int last = Math.min(shape.channels() - 1, channel + after);
            for (int pixel = 0; pixel < pixels; pixel++) {
                double squares = 0;
                for (int other = first; other <= last; other++) {
                    double value = input[other * pixels + pixel];
                    squares += value * value;
                }
                int i = channel * pixels + pixel;
                output[i] =
                        (float)
                                (input[i]
                                        / Math.pow(norm.k() + norm.alpha() * squares, norm.beta()));
            }
        }
        return output;
    }

    static float[] add(float[][] inputs) {
        var sum = inputs[0].clone();
        for (int input = 1; input < inputs.length; input++) {
            for (int i = 0; i < sum.length; i++) sum[i] += inputs[input][i];
        }
        return sum;
    }

    /// @param gate one number per channel
    static float[] channelMultiply(float[] input, float[] gate) {
        int pixels = input.length / gate.length;
        var output = new float[input.length];
        for (int i = 0; i < input.length; i++) output[i] = input[i] * gate[i / pixels];
        return output;
    }

    static float[] scale(float[] input, double factor) {
        var output = new float[input.length];
        for (int i = 0; i < input.length; i++) output[i] = (float) (input[i] * factor);
        return output;
    }

    static float[] concat(float[][] inputs) {
        int length = 0;
        for (float[] input : inputs) length += input.length;
        var output = new float[length];
        int to = 0;
        for (float[] input : inputs) {
            System.arraycopy(input, 0, output, to, input.length);
            to += input.length;
        }
        return output;
    }

    static float[] shift(float[] input, Shape shape, int down, int right) {
        var output = new float[input.length];
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int row = 0; row < shape.height(); row++) {
                int y = row + down;
                if (y < 0 || y >= shape.height()) continue;
                for (int column = 0; column < shape.width(); column++) {
                    int x = column + right;
                    if (x < 0 || x >= shape.width()) continue;
                    int plane = channel * shape.height();
                    output[(plane + row) * shape.width() + column] =
                            input[(plane + y) * shape.width() + x];
                }
            }
        }
        return output;
    }

    static float[] channelPad(float[] input, Shape in, Shape out, int before) {
        var output = new float[Math.toIntExact(out.elements())];
        int offset = Math.toIntExact(before * in.pixels());
        System.arraycopy(input, 0, output, offset, input.length);
        return output;
    }
}
