package dev.convscope.scaling;

import dev.convscope.analysis.Tally;
import dev.convscope.graph.Graph;
import dev.convscope.zoo.Configuration;
import dev.convscope.zoo.Network;

import java.util.OptionalInt;

/// A network to be scaled: the one that d = w = r = 1 leaves as it is.
public final class ScalingBase {
    private final Network network;
    private final Configuration configuration;
    private final int pixels;
    private final Tally tally;

    /// A network under a configuration of its own, which scaling multiplies.
    public ScalingBase(Network network, Configuration configuration) {
        this.network = network;
        this.configuration = configuration;
        this.pixels = configuration.pixels().orElse(network.defaultPixels());
        this.tally = Tally.of(network.build(configuration));
    }

    /// A network as published.
    public ScalingBase(Network network) {
        this(network, Configuration.defaults());
    }

    public Network network() {
        return network;
    }

    public Configuration configuration() {
        return configuration;
    }

    /// Side of the base's input.
    public int pixels() {
        return pixels;
    }

    /// What the base costs.
    public Tally tally() {
        return tally;
    }

    /// The network at `multipliers`, with whole channels, blocks and pixels.
    public ScaledNetwork scale(Multipliers multipliers) {
        int scaledPixels = (int) Math.floor(multipliers.resolution() * pixels + 0.5);
        return scaled(multipliers, scaledPixels, multipliers.law());
    }

    /// The network at a depth and a width, on an input of so many pixels.
    public ScaledNetwork scaleTo(double depth, double width, int pixels) {
        var multipliers = new Multipliers(depth, width, (double) pixels / this.pixels);
        return scaled(multipliers, pixels, multipliers.law());
    }

    private ScaledNetwork scaled(Multipliers multipliers, int scaledPixels, double predicted) {
        Graph graph = build(multipliers.depth(), multipliers.width(), scaledPixels);
        Tally scaled = Tally.of(graph);
        double ratio = (double) scaled.macs() / tally.macs();
        return new ScaledNetwork(multipliers, scaledPixels, graph, scaled, predicted, ratio);
    }

    /// The graph at a depth and a width over the base's own.
    Graph build(double depth, double width, int pixels) {
        var request =
                new Configuration(
                        configuration.width() * width,
                        configuration.depth() * depth,
                        OptionalInt.of(pixels),
                        configuration.classes(),
                        configuration.aux(),
                        configuration.options());
        return network.build(request);
    }
}
