package dev.convscope.zoo;

import dev.convscope.base.UserException;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// DenseNet (Huang et al. 2017): every layer reads all maps before it in its block and adds k more.
///
/// @param layers per dense block; for CIFAR as without bottlenecks, which halve them
/// @param growth k
/// @param cifar the stem: one 3×3, or 7×7 and pooling
record DenseNet(List<Integer> layers, int growth, boolean cifar) implements Architecture {
    private static final Units UNITS = Units.PYTORCH;
    private static final String GROWTH_RATE = "growth-rate";
    private static final String THETA = "theta";
    private static final String BOTTLENECK = "bottleneck";
    private static final int CIFAR_STEM = 16;

    /// What the family's own options come to.
    private record Choice(int growth, boolean bottleneck, double theta, int stem) {}

    @Override
    public Node build(GraphBuilder graph, Node input, Configuration request) {
        Choice choice = choose(request);
        Node x = stem(graph, input, choice);
        for (int i = 0; i < layers.size(); i++) {
            String stage = Integer.toString(i + 2);
            if (i > 0) x = transition(graph.at(stage), x, choice);
            int repeats = Scaling.repeats(layersOf(i, choice), request.depth());
            for (int j = 0; j < repeats; j++) {
                x = layer(graph.at(stage, stage + "." + (j + 1)), x, choice);
            }
        }
        graph.at("head");
        x = UNITS.normalised(graph, x, "final");
        return Units.head(graph, x, 0, request.classes().orElseThrow());
    }

    /// The CIFAR network with bottlenecks is DenseNet-BC: it halves its layers, starts with 2k
    /// channels and compresses by one half.
    private Choice choose(Configuration request) {
        int k =
                Scaling.rounded(
                        OptionText.positive(request, GROWTH_RATE).orElse(growth), request.width());
        boolean bottleneck = OptionText.flag(request, BOTTLENECK).orElse(!cifar);
        OptionalDouble theta = OptionText.share(request, THETA);
        int stem = cifar && !bottleneck ? CIFAR_STEM : 2 * k;
        return new Choice(k, bottleneck, theta.orElse(bottleneck || !cifar ? 0.5 : 1), stem);
    }

    private int layersOf(int block, Choice choice) {
        int count = layers.get(block);
        if (!cifar || !choice.bottleneck()) return count;
        if (count % 2 == 0) return count / 2;
        throw UserException.about("bottlenecks need an even number of layers per block")
                .found(count + " layers, depth " + (3 * count + 4))
                .expected("a depth of 6n + 4")
                .remedy("use depth " + (3 * (count + 1) + 4) + " or leave bottleneck out")
                .build();
    }

    private Node stem(GraphBuilder graph, Node input, Choice choice) {
        graph.at("1");
        if (cifar) {
            return graph.conv(input, "conv", choice.stem(), Window.square(3, 1), 1, false);
        }
        Node x = UNITS.unit(graph, input, "conv", choice.stem(), 7, 2);
        graph.at("2");
        return graph.add("pool", new Op.Pool(PoolKind.MAX, Window.square(3, 2), false, false), x);
    }

    private static Node layer(GraphBuilder graph, Node x, Choice choice) {
        Node y = UNITS.normalised(graph, x, "pre");
        if (choice.bottleneck()) y = UNITS.unit(graph, y, "bottleneck", 4 * choice.growth(), 1, 1);
        y = graph.conv(y, "conv", choice.growth(), Window.square(3, 1), 1, false);
        return graph.add("concat", new Op.Concat(), x, y);
    }

    private static Node transition(GraphBuilder graph, Node x, Choice choice) {
        int out = Scaling.channels(Math.floor(choice.theta() * x.shape().channels()));
        Node y = UNITS.normalised(graph, x, "transition.pre");
        y = graph.conv(y, "transition.conv", out, Window.square(1, 1), 1, false);
        var halving = new Op.Pool(PoolKind.AVERAGE, Window.valid(2, 2), false, false);
        return graph.add("transition.pool", halving, y);
    }

    @Override
    public String widthRule() {
        return "growth rate k·w to the nearest integer";
    }

    @Override
    public String depthRule() {
        return "a dense block of n layers gets ⌈d·n⌉";
    }

    @Override
    public Set<String> ownOptions() {
        return Set.of(GROWTH_RATE, THETA, BOTTLENECK);
    }
}
