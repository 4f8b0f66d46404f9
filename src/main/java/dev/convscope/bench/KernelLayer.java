package dev.convscope.bench;

import dev.convscope.analysis.Tally;
import dev.convscope.graph.Graph;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Window;
import dev.convscope.model.Model;

import java.util.List;

/// A layer of a network of the zoo, for the benchmark of the kernels that execute it. Its shape is
/// the network's own.
///
/// @param model as typed
/// @param layer name of its node
/// @param exact computed directly where a plan would choose Winograd's transforms
record KernelLayer(String model, String layer, boolean exact) {
    /// Early and late, narrow and wide, of stride 1 and 2: what the time of the networks goes to.
    static final List<KernelLayer> ALL =
            List.of(
                    planned("efficientnet-b0", "2.1.project"),
                    planned("efficientnet-b0", "3.1.expand"),
                    planned("efficientnet-b0", "3.2.project"),
                    planned("efficientnet-b0", "5.2.expand"),
                    planned("efficientnet-b0", "6.2.project"),
                    planned("efficientnet-b0", "7.2.expand"),
                    planned("efficientnet-b0", "7.2.project"),
                    planned("resnet-50", "2.2.conv1"),
                    planned("resnet-50", "2.2.conv3"),
                    planned("resnet-50", "3.2.conv3"),
                    planned("resnet-50", "4.2.conv1"),
                    planned("resnet-50", "5.2.conv3"),
                    planned("densenet-121", "3.8.bottleneck"),
                    exact("resnet-18", "2.1.conv1"),
                    exact("resnet-18", "3.2.conv1"),
                    exact("resnet-18", "4.2.conv1"),
                    exact("resnet-18", "5.2.conv1"),
                    planned("resnet-18", "2.1.conv1"),
                    planned("resnet-18", "3.2.conv1"),
                    planned("resnet-18", "4.2.conv1"),
                    planned("resnet-18", "5.2.conv1"),
                    planned("densenet-121", "3.5.conv"),
                    planned("vgg-16", "2.2.conv"),
                    planned("vgg-16", "4.3.conv"),
                    planned("resnet-18", "3.1.conv1"),
                    planned("resnet-50", "3.1.shortcut"),
                    planned("resnet-50", "1.conv"),
                    planned("efficientnet-b0", "1.conv"),
                    planned("efficientnet-b0", "2.1.depthwise"),
                    planned("efficientnet-b0", "3.1.depthwise"),
                    planned("efficientnet-b0", "4.1.depthwise"),
                    planned("efficientnet-b0", "4.2.depthwise"),
                    planned("efficientnet-b0", "5.2.depthwise"),
                    planned("efficientnet-b0", "7.2.depthwise"),
                    planned("vgg-16", "head.hidden2"),
                    planned("efficientnet-b0", "3.1.expand.act"),
                    planned("mobilenet-v3-large", "6.1.expand.act"));

    private static KernelLayer planned(String model, String layer) {
        return new KernelLayer(model, layer, false);
    }

    private static KernelLayer exact(String model, String layer) {
        return new KernelLayer(model, layer, true);
    }

    /// Unique: `resnet-18 2.1.conv1 direct`.
    String name() {
        return model + " " + layer + (exact ? " direct" : "");
    }

    /// The layer as a network of its own.
    ///
    /// @throws IllegalStateException if the network has no such layer
    Graph graph() {
        Node node =
                Model.of(model).graph().nodes().stream()
                        .filter(one -> one.name().equals(layer))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no layer " + name()));
        var builder = new GraphBuilder(name());
        Node input = builder.input(node.inputShape());
        return builder.build(builder.add(layer, node.op(), input));
    }

    /// In a few words: `3×3 /2, 64 to 128 at 56×56`.
    static String shape(Graph graph) {
        var in = graph.inputShape();
        var size = " at %d×%d".formatted(in.height(), in.width());
        return switch (graph.output().op()) {
            case Op.Conv conv -> {
                var kind = conv.depthwise(in.channels()) ? "depthwise " : "";
                yield kind
                        + window(conv.window())
                        + ", %d to %d".formatted(in.channels(), conv.outChannels())
                        + size;
            }
            case Op.FullyConnected full -> "%d to %d".formatted(in.elements(), full.outFeatures());
            case Op.Activation act -> act.function().name() + ", " + in.channels() + size;
            case Op.Input _,
                    Op.BatchNorm _,
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
                    throw new IllegalStateException("no benchmark of " + graph.output().op());
        };
    }

    private static String window(Window window) {
        int stride = window.strideHeight();
        return "%d×%d".formatted(window.kernelHeight(), window.kernelWidth())
                + (stride == 1 ? "" : " /" + stride);
    }

    /// Multiply-accumulates, as designed; 0 for an activation.
    static long macs(Graph graph) {
        return Tally.of(graph).macs();
    }

    /// Bytes of input, output and tensors in fp32: what must be in a cache for the rate to be that
    /// of the processor.
    static long bytes(Graph graph) {
        return Float.BYTES * (graph.inputShape().elements() + graph.output().shape().elements())
                + Tally.of(graph).weightBytes();
    }
}
