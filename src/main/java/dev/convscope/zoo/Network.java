package dev.convscope.zoo;

import dev.convscope.base.Shape;
import dev.convscope.base.UserException;
import dev.convscope.graph.Graph;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Window;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/// A network of the zoo: its name, its defaults, what was published about it, and how to build it.
///
/// @param name with its variant, as typed: `resnet-50:v1`
/// @param family the family it belongs to, as people call it
/// @param description one line
/// @param defaultPixels side of the square input
/// @param defaultClasses outputs of the classifier
/// @param architecture rows, coefficients and rules
public record Network(
        String name,
        String family,
        String description,
        int defaultPixels,
        int defaultClasses,
        Architecture architecture) {
    /// Options that every network takes.
    public static final Set<String> COMMON_OPTIONS =
            Set.of("width", "depth", "resolution", "classes");

    private static final int IMAGENET_CLASSES = 1000;

    static Network of(String name, String family, int pixels, Architecture architecture) {
        return new Network(name, family, "", pixels, IMAGENET_CLASSES, architecture);
    }

    Network describedAs(String text) {
        return new Network(name, family, text, defaultPixels, defaultClasses, architecture);
    }

    Network withClasses(int classes) {
        return new Network(name, family, description, defaultPixels, classes, architecture);
    }

    /// Everything published about it that we know of, at any width, depth and input size.
    public List<Published> published() {
        return Publications.of(name);
    }

    /// What was published about it under exactly this configuration, the source that reports show
    /// first.
    public List<Published> published(Configuration configuration) {
        return published().stream().filter(p -> p.describes(this, configuration)).toList();
    }

    /// The publication that reports show beside what is computed: the first with an accuracy under
    /// exactly this configuration, or the first.
    public Optional<Published> publishedAs(Configuration configuration) {
        List<Published> rows = published(configuration);
        return rows.stream()
                .filter(p -> p.top1().isPresent())
                .findFirst()
                .or(() -> rows.stream().findFirst());
    }

    /// Probability that the last block survives in training with stochastic depth (survival falls
    /// from 1 in a straight line over all blocks); empty where the network is trained without.
    public OptionalDouble survival() {
        return architecture.survival();
    }

    /// Keys of the options it takes, in alphabetical order.
    public Set<String> options() {
        Set<String> keys = new TreeSet<>(COMMON_OPTIONS);
        keys.addAll(architecture.ownOptions());
        return keys;
    }

    /// The input size at a resolution multiplier: half away from zero.
    public int pixelsAt(double resolution) {
        return (int) Math.floor(resolution * defaultPixels + 0.5);
    }

    /// The network as published.
    public Graph build() {
        return build(Configuration.defaults());
    }

    /// The network under a configuration; the graph has this network's name.
    ///
    /// @throws UserException if the configuration makes no network, or names an option it does not
    ///     take
    public Graph build(Configuration request) {
        check(request);
        int pixels = request.pixels().orElse(defaultPixels);
        int classes = request.classes().orElse(defaultClasses);
        try {
            Graph graph = graph(request.withPixels(pixels).withClasses(classes), pixels);
            graph.nodes().forEach(node -> refuseStrideOnOnePixel(node, pixels));
            return graph;
        } catch (ArithmeticException overflow) {
            throw UserException.about("the network is too large to be counted")
                    .where(name)
                    .found("width " + request.width() + " at " + pixels + " pixels")
                    .remedy("use a smaller width or resolution")
                    .cause(overflow)
                    .build();
        }
    }

    private Graph graph(Configuration complete, int pixels) {
        var builder = new GraphBuilder(name);
        try {
            Node input = builder.input(new Shape(3, pixels, pixels));
            return builder.build(architecture.build(builder, input, complete));
        } catch (UserException refused) {
            throw UserException.about(refused.getMessage())
                    .where(name)
                    .remedy(refused.remedy())
                    .cause(refused)
                    .build();
        }
    }

    private void check(Configuration request) {
        positive("width", request.width());
        positive("depth", request.depth());
        request.pixels().ifPresent(pixels -> positive("resolution", pixels));
        request.classes().ifPresent(classes -> positive("classes", classes));
        if (request.aux()) accept("aux");
        request.options().keySet().forEach(this::accept);
    }

    private void positive(String option, double value) {
        if (value > 0 && Double.isFinite(value)) return;
        throw UserException.about(option + " must be a positive number")
                .where(name)
                .found(value == Math.rint(value) ? Long.toString((long) value) : value)
                .remedy("leave " + option + " out for the network's own")
                .build();
    }

    private void accept(String option) {
        if (architecture.ownOptions().contains(option)) return;
        throw UserException.about("this network has no option '" + option + "'")
                .where(name)
                .expected("one of " + String.join(", ", options()))
                .remedy("leave '" + option + "' out")
                .build();
    }

    /// SAME padding would let any input through, however small; its strides would do nothing.
    private void refuseStrideOnOnePixel(Node node, int pixels) {
        if (node.inputShape().pixels() > 1 || !strides(node.op())) return;
        throw UserException.about("the resolution is too small for the network's strides")
                .where(name + ", layer '" + node.name() + "'")
                .found(pixels + " pixels, of which one is left there")
                .expected("at least 2×2")
                .remedy("use a larger input, such as " + name + "@" + defaultPixels)
                .build();
    }

    private static boolean strides(Op op) {
        return switch (op) {
            case Op.Conv(_, Window window, _, _) -> strides(window);
            case Op.Pool(_, Window window, _, _) -> strides(window);
            case Op.Input _,
                    Op.FullyConnected _,
                    Op.BatchNorm _,
                    Op.Activation _,
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
                    false;
        };
    }

    private static boolean strides(Window window) {
        return window.strideHeight() > 1 || window.strideWidth() > 1;
    }
}
