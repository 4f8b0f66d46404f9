package dev.convscope.audit;

import dev.convscope.analysis.NetworkCost;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.zoo.Configuration;
import dev.convscope.zoo.Network;
import dev.convscope.zoo.Zoo;

import java.util.HashMap;
import java.util.Map;

/// Networks of the zoo, each built and counted once however many claims ask for it.
final class Counts {
    /// The AmoebaNets were trained and counted with a background class.
    private static final int WITH_BACKGROUND = 1001;

    private final Map<String, NetworkCost> counted = new HashMap<>();

    /// A network by name, with `@PIXELS` if it is not at its own size.
    NetworkCost of(String text) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        Configuration configuration = published(name);
        if (at >= 0) {
            configuration = configuration.withPixels(Integer.parseInt(text.substring(at + 1)));
        }
        return of(name, configuration);
    }

    /// A network scaled by depth and width, on so many pixels.
    NetworkCost scaled(String name, double depth, double width, int pixels) {
        return of(name, published(name).withDepth(depth).withWidth(width).withPixels(pixels));
    }

    NetworkCost of(String name, Configuration configuration) {
        return counted.computeIfAbsent(
                name + configuration, _ -> NetworkCost.of(network(name).build(configuration)));
    }

    Network network(String name) {
        return Zoo.find(name).orElseThrow(() -> new IllegalArgumentException("no network " + name));
    }

    private static Configuration published(String name) {
        boolean background = name.startsWith("amoebanet") || name.equals("gpipe");
        var defaults = Configuration.defaults();
        return background ? defaults.withClasses(WITH_BACKGROUND) : defaults;
    }

    long params(String text) {
        return of(text).params();
    }

    long macs(String text) {
        return of(text).macs();
    }

    /// Parameters without the classifier.
    long backbone(String text) {
        return of(text).backboneParams();
    }

    /// Convolutions and fully connected layers on the longest way from input to output, gates left
    /// out: the number in a network's name.
    static int layers(Graph graph) {
        int[] depth = new int[graph.nodes().size()];
        for (Node node : graph.nodes()) {
            int before = 0;
            for (int input : node.inputs()) {
                boolean gate = node.op() instanceof Op.ChannelMultiply;
                if (gate && input != node.inputs().getFirst()) continue;
                before = Math.max(before, depth[input]);
            }
            boolean counts = node.op() instanceof Op.Conv || node.op() instanceof Op.FullyConnected;
            depth[node.index()] = before + (counts ? 1 : 0);
        }
        return depth[graph.outputIndex()];
    }
}
