package dev.convscope.analysis;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Role;

import java.util.function.ObjLongConsumer;

/// How much of each {@link Quantity} one node does, for one image.
final class Operations {
    private Operations() {}

    /// Hands every quantity that the node has to `tally`; a node that computes nothing has none.
    static void of(Node node, ObjLongConsumer<Quantity> tally) {
        long elements = node.shape().elements();
        switch (node.op()) {
            case Op.Conv conv -> {
                tally.accept(Quantity.MACS, macs(node));
                if (conv.bias()) tally.accept(Quantity.CONV_BIAS, elements);
            }
            case Op.FullyConnected layer -> {
                long macs = macs(node);
                tally.accept(Quantity.MACS, macs);
                tally.accept(Quantity.FC_ADDITIONS, macs - elements);
                if (layer.bias()) tally.accept(Quantity.FC_BIAS, elements);
            }
            case Op.BatchNorm _ -> {
                tally.accept(Quantity.BN_ELEMENTS, elements);
                tally.accept(Quantity.BN_PARAMETERS, 2L * node.shape().channels());
            }
            case Op.Activation(ActivationFunction function) ->
                    tally.accept(quantity(function), elements);
            case Op.Pool pool -> pool(node, pool, tally);
            case Op.GlobalAveragePool _, Op.AdaptiveAveragePool _ -> globalPool(node, tally);
            case Op.LocalResponseNorm norm -> {
                tally.accept(Quantity.LRN_ELEMENTS, elements);
                tally.accept(Quantity.LRN_WINDOW, elements * norm.size());
            }
            case Op.Add _ ->
                    tally.accept(Quantity.RESIDUAL_ADD, elements * (node.inputs().size() - 1));
            case Op.ChannelMultiply _, Op.Scale _ -> tally.accept(Quantity.MULTIPLY, elements);
            case Op.Input _,
                    Op.Concat _,
                    Op.Flatten _,
                    Op.Dropout _,
                    Op.Shift _,
                    Op.ChannelPad _ -> {}
        }
    }

    /// Multiply-accumulates of one node: outputs × weights that each one reads.
    static long macs(Node node) {
        return switch (node.op()) {
            case Op.Conv conv -> {
                int inputs = node.inputShape().channels() / conv.groups();
                long perOutput = (long) inputs * conv.window().area();
                yield Math.multiplyExact(node.shape().elements(), perOutput);
            }
            case Op.FullyConnected layer ->
                    Math.multiplyExact(node.inputShape().elements(), layer.outFeatures());
            case Op.Input _,
                    Op.BatchNorm _,
                    Op.Activation _,
                    Op.Pool _,
                    Op.GlobalAveragePool _,
                    Op.AdaptiveAveragePool _,
                    Op.LocalResponseNorm _,
                    Op.Add _,
                    Op.ChannelMultiply _,
                    Op.Scale _,
                    Op.Concat _,
                    Op.Flatten _,
                    Op.Dropout _,
                    Op.Shift _,
                    Op.ChannelPad _ ->
                    0;
        };
    }

    private static Quantity quantity(ActivationFunction function) {
        return switch (function) {
            case RELU -> Quantity.RELU;
            case RELU6 -> Quantity.RELU6;
            case SILU -> Quantity.SILU;
            case SIGMOID -> Quantity.SIGMOID;
            case HARD_SIGMOID -> Quantity.HARD_SIGMOID;
            case HARD_SWISH -> Quantity.HARD_SWISH;
        };
    }

    private static void pool(Node node, Op.Pool pool, ObjLongConsumer<Quantity> tally) {
        long read = node.inputShape().elements();
        long written = node.shape().elements();
        long positions = written * pool.window().area();
        if (pool.kind() == PoolKind.MAX) {
            tally.accept(Quantity.MAX_POOL_INPUT, read);
            tally.accept(Quantity.MAX_POOL_WINDOW, positions);
        } else {
            tally.accept(Quantity.AVERAGE_POOL_INPUT, read);
            tally.accept(Quantity.AVERAGE_POOL_WINDOW, positions);
            tally.accept(Quantity.AVERAGE_POOL_OUTPUT, written);
        }
    }

    private static void globalPool(Node node, ObjLongConsumer<Quantity> tally) {
        boolean gate = node.role() == Role.SQUEEZE_EXCITATION;
        long read = node.inputShape().elements();
        long written = node.shape().elements();
        tally.accept(gate ? Quantity.SE_POOL_INPUT : Quantity.GLOBAL_POOL_INPUT, read);
        tally.accept(gate ? Quantity.SE_POOL_OUTPUT : Quantity.GLOBAL_POOL_OUTPUT, written);
    }
}
