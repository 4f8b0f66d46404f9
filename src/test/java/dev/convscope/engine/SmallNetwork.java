package dev.convscope.engine;

import dev.convscope.base.Shape;
import dev.convscope.base.UserException;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;
import dev.convscope.graph.Window;
import dev.convscope.zoo.Configuration;
import dev.convscope.zoo.Network;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A network of the zoo as small as it makes sense: fast enough for every run of the tests.
///
/// The input is the first of some odd sizes at which every window wider than one pixel reads a map
/// of three pixels or more per side, so that it meets the inside and the edges. EfficientNet,
/// ResNet and MobileNet keep their width up to a hundred million parameters; their variants, the
/// other families and what is larger get the largest width from 1 down to 1/16 with at most three
/// million, or the smallest that they can have. All have a run at full size, `FullSizeTest`.
final class SmallNetwork {
    private static final int[] PIXELS = {17, 33, 65, 97, 129, 161, 225, 299};
    private static final double[] WIDTHS = {1, 0.5, 0.25, 0.125, 0.0625};
    private static final Set<String> FAMILIES = Set.of("EfficientNet", "ResNet", "MobileNet");
    private static final long MOST_PARAMETERS_OF_FAMILIES = 100_000_000;
    private static final long MOST_PARAMETERS = 3_000_000;

    private SmallNetwork() {}

    static Graph of(Network network) {
        List<Graph> byWidth =
                DoubleStream.of(WIDTHS)
                        .mapToObj(width -> at(network, Configuration.defaults().withWidth(width)))
                        .flatMap(Optional::stream)
                        .toList();
        return byWidth.stream()
                .filter(graph -> parameters(graph) <= mostParameters(network, graph))
                .findFirst()
                .orElseGet(byWidth::getLast)
                .withoutUnused();
    }

    /// Whether the network belongs to the families whose figures are published with the tool.
    static boolean isPublished(Network network) {
        return FAMILIES.contains(network.family()) && !network.name().contains(":");
    }

    private static long mostParameters(Network network, Graph graph) {
        return isPublished(network) && parameters(graph) <= MOST_PARAMETERS_OF_FAMILIES
                ? MOST_PARAMETERS_OF_FAMILIES
                : MOST_PARAMETERS;
    }

    /// The network at the smallest sensible input; empty for a width that it cannot have.
    private static Optional<Graph> at(Network network, Configuration configuration) {
        return IntStream.of(PIXELS)
                .mapToObj(pixels -> build(network, configuration.withPixels(pixels)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Graph> build(Network network, Configuration configuration) {
        try {
            Graph graph = network.build(configuration);
            boolean sensible = graph.nodes().stream().allMatch(SmallNetwork::hasAnInside);
            return sensible ? Optional.of(graph) : Optional.empty();
        } catch (UserException tooSmall) {
            return Optional.empty();
        }
    }

    private static boolean hasAnInside(Node node) {
        return switch (node.op()) {
            case Op.Conv(_, Window window, _, _) -> hasAnInside(window, node.inputShape());
            case Op.Pool(_, Window window, _, _) -> hasAnInside(window, node.inputShape());
            default -> true;
        };
    }

    private static boolean hasAnInside(Window window, Shape input) {
        return window.area() == 1 || Math.min(input.height(), input.width()) >= 3;
    }

    static long parameters(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> !node.sharesParameters())
                .flatMap(node -> node.parameters().stream())
                .mapToLong(Parameter.Spec::elements)
                .sum();
    }
}
