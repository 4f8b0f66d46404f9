package dev.convscope.analysis;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;

/// A node's operator in the words of a table: `conv 3x3 /2`, `depthwise 5x5`, `max pool 3x3 /2`.
final class OpLabel {
    private OpLabel() {}

    static String of(Node node) {
        return switch (node.op()) {
            case Op.Input _ -> "input";
            case Op.Conv conv when conv.depthwise(node.inputShape().channels()) ->
                    "depthwise " + window(conv.window());
            case Op.Conv conv ->
                    "conv "
                            + window(conv.window())
                            + (conv.groups() > 1 ? " groups " + conv.groups() : "");
            case Op.FullyConnected _ -> "fully connected";
            case Op.BatchNorm _ -> "batch norm";
            case Op.Activation(ActivationFunction function) -> function(function);
            case Op.Pool pool ->
                    (pool.kind() == PoolKind.MAX ? "max pool " : "average pool ")
                            + window(pool.window());
            case Op.GlobalAveragePool _ -> "global average pool";
            case Op.AdaptiveAveragePool(int height, int width) ->
                    "adaptive average pool " + height + "x" + width;
            case Op.LocalResponseNorm(int size, _, _, _) -> "local response norm " + size;
            case Op.Add _ -> "add";
            case Op.ChannelMultiply _ -> "channel multiply";
            case Op.Scale(double factor) -> "scale by " + factor;
            case Op.Concat _ -> "concat";
            case Op.Flatten _ -> "flatten";
            case Op.Dropout(double rate) -> "dropout " + rate;
            case Op.Shift(int down, int right) -> "shift " + down + "," + right;
            case Op.ChannelPad(int before, int after) -> "channel pad " + before + "+" + after;
        };
    }

    private static String window(Window window) {
        String text = window.kernelHeight() + "x" + window.kernelWidth();
        if (window.strideHeight() != window.strideWidth()) {
            text += " /" + window.strideHeight() + "x" + window.strideWidth();
        } else if (window.strideHeight() > 1) {
            text += " /" + window.strideHeight();
        }
        return window.dilation() > 1 ? text + " dilation " + window.dilation() : text;
    }

    private static String function(ActivationFunction function) {
        return switch (function) {
            case RELU -> "ReLU";
            case RELU6 -> "ReLU6";
            case SILU -> "SiLU";
            case SIGMOID -> "sigmoid";
            case HARD_SIGMOID -> "hard sigmoid";
            case HARD_SWISH -> "hard swish";
        };
    }
}
