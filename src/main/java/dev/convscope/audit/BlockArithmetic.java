package dev.convscope.audit;

import dev.convscope.analysis.NetworkCost;
import dev.convscope.analysis.ReceptiveField;
import dev.convscope.base.Shape;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.Graph;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Window;

import java.util.ArrayList;
import java.util.List;

/// Building blocks side by side, each counted as a small network of its own.
///
/// Convolutions have no bias here and rectifiers follow each of them, as in the papers' arithmetic.
public final class BlockArithmetic {

    /// One block.
    ///
    /// @param name what it is
    /// @param params weights
    /// @param macs multiply-accumulates on the whole map
    /// @param rectifiers non-linearities in a row or in parallel
    /// @param receptiveField side of what one output sees
    /// @param outputChannels channels it writes
    /// @param paramsRatio weights over those of the first block compared
    /// @param macsRatio the same of multiply-accumulates
    public record Row(
            String name,
            long params,
            long macs,
            int rectifiers,
            int receptiveField,
            int outputChannels,
            double paramsRatio,
            double macsRatio) {}

    /// Blocks that do the same job.
    ///
    /// @param title what is compared
    /// @param rule the arithmetic behind it
    /// @param rows the first is what the others are measured against
    public record Comparison(String title, String rule, List<Row> rows) {
        public Comparison {
            rows = List.copyOf(rows);
        }
    }

    private record Named(String name, Graph graph) {}

    private BlockArithmetic() {}

    /// Stacks of 3×3 convolutions against one 5×5 and one 7×7 (VGG, section 2.3).
    public static List<Comparison> stacks(int channels, int pixels) {
        return List.of(
                compare(
                        "two 3x3 against one 5x5",
                        "25 C² against 18 C² weights",
                        stack("one 5x5", channels, pixels, 5),
                        stack("two 3x3", channels, pixels, 3, 3)),
                compare(
                        "three 3x3 against one 7x7",
                        "49 C² against 27 C² weights",
                        stack("one 7x7", channels, pixels, 7),
                        stack("three 3x3", channels, pixels, 3, 3, 3)));
    }

    /// Residual blocks of one outer width, by the width between their 1×1 convolutions (ResNet).
    public static Comparison bottlenecks(int channels, int pixels) {
        return compare(
                "basic block against bottlenecks",
                "18 C² against 2 C·m + 9 m² weights, m channels in the middle",
                stack("basic, two 3x3", channels, pixels, 3, 3),
                stack("one 3x3", channels, pixels, 3),
                bottleneck("bottleneck, m = C/2", channels, Math.max(1, channels / 2), pixels),
                bottleneck("bottleneck, m = C/4", channels, Math.max(1, channels / 4), pixels));
    }

    /// A depthwise separable convolution against a dense one (MobileNet, section 3.1): the cost is
    /// 1/N + 1/k² of it.
    public static Comparison separable(int kernel, int inputs, int outputs, int pixels) {
        var dense = start("dense", inputs, pixels);
        Node d = unit(dense, dense.input(new Shape(inputs, pixels, pixels)), outputs, kernel, 1);
        var separable = start("separable", inputs, pixels);
        Node s = separable.input(new Shape(inputs, pixels, pixels));
        s = unit(separable, s, inputs, kernel, inputs);
        s = unit(separable, s, outputs, 1, 1);
        return compare(
                "depthwise separable against dense",
                "k²·M·D² + M·N·D² against k²·M·N·D² MACs: 1/N + 1/k²",
                new Named("dense " + kernel + "x" + kernel, dense.build(d)),
                new Named("depthwise " + kernel + "x" + kernel + " + 1x1", separable.build(s)));
    }

    /// An inception module with and without its 1×1 reductions (GoogLeNet, section 4).
    public static Comparison inception(InceptionModule module) {
        return compare(
                "inception module " + module.name() + " without and with reductions",
                "1x1 convolutions before 3x3 and 5x5, and after the pool",
                new Named("naive", module.graph(false)),
                new Named("with 1x1 reductions", module.graph(true)));
    }

    private static Named stack(String name, int channels, int pixels, int... kernels) {
        var b = start(name, channels, pixels);
        Node x = b.input(new Shape(channels, pixels, pixels));
        for (int kernel : kernels) x = unit(b, x, channels, kernel, 1);
        return new Named(name, b.build(x));
    }

    private static Named bottleneck(String name, int channels, int middle, int pixels) {
        var b = start(name, channels, pixels);
        Node x = b.input(new Shape(channels, pixels, pixels));
        x = unit(b, x, middle, 1, 1);
        x = unit(b, x, middle, 3, 1);
        return new Named(name, b.build(unit(b, x, channels, 1, 1)));
    }

    private static GraphBuilder start(String name, int channels, int pixels) {
        return new GraphBuilder(name + " " + channels + "@" + pixels);
    }

    static Node unit(GraphBuilder b, Node x, int out, int kernel, int groups) {
        Node conv = b.conv(x, "conv", out, Window.square(kernel, 1), groups, false);
        return b.activation(conv, "act", ActivationFunction.RELU);
    }

    private static Comparison compare(String title, String rule, Named... blocks) {
        var first = NetworkCost.of(blocks[0].graph());
        List<Row> rows = new ArrayList<>();
        for (Named block : blocks) rows.add(row(block, first));
        return new Comparison(title, rule, rows);
    }

    private static Row row(Named block, NetworkCost first) {
        var cost = NetworkCost.of(block.graph());
        long rectified =
                block.graph().nodes().stream()
                        .filter(node -> node.name().startsWith("act"))
                        .count();
        return new Row(
                block.name(),
                cost.params(),
                cost.macs(),
                (int) rectified,
                ReceptiveField.ofLastMap(block.graph()).height(),
                block.graph().outputShape().channels(),
                (double) cost.params() / first.params(),
                (double) cost.macs() / first.macs());
    }
}
