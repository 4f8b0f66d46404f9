package dev.convscope.weights;

import dev.convscope.base.Shape;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Padding.Edges;
import dev.convscope.graph.Window;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How large the numbers of each feature map are with random weights: found from the shapes and
/// operators alone, without running anything.
///
/// A weighted sum of n independent terms has n times their variance (He et al. 2015, section 2.2);
/// the rest follows operator by operator. It is an estimate: what it must do is keep the numbers of
/// a very deep network around one.
final class SignalFlow {
    /// What a convolution's or batch norm's offset adds, on average, before an activation. Around
    /// zero a rectifier throws half of a signal away: networks without this forget their input, or
    /// amplify every difference, rounding errors included. Around one most of it passes, and large
    /// signals lose more than small ones, which keeps very deep networks in range.
    static final double LIFT = 1;

    /// Standard deviation of biases and batch norm's offsets, by that of the map.
    static final double OFFSET = 0.1;

    /// Relative standard deviation of batch norm's factors and variances.
    static final double SPREAD = 0.15;

    /// Factor of a batch norm that is added to a skip connection, so that a chain of blocks grows
    /// slowly.
    static final double RESIDUAL_GAIN = 0.5;

    /// Variance of what a sigmoid gate reads: it scales channels apart and leaves them all alive.
    static final double GATE_VARIANCE = 0.5;

    /// What a depthwise filter passes is as skewed as the rectifier before it left it, and the next
    /// one lets more of it through than of a normal signal. Measured on mobile networks.
    static final double SKEW = 1.25;

    private final Graph graph;
    private final Signal[] signals;
    private final boolean[] normalised;
    private final boolean[] residual;
    private final boolean[] gated;
    private final double[] lifts;
    private final Map<String, Double> weightDeviations = new HashMap<>();

    SignalFlow(Graph graph) {
        this.graph = graph;
        int nodes = graph.nodes().size();
        this.signals = new Signal[nodes];
        this.normalised = new boolean[nodes];
        this.residual = new boolean[nodes];
        this.gated = new boolean[nodes];
        this.lifts = new double[nodes];
        for (Node node : graph.nodes()) lookAtInputs(node);
        List<List<Integer>> consumers = graph.consumers();
        for (int i = 0; i < nodes; i++) lift(i, consumers.get(i));
        for (Node node : graph.nodes()) signals[node.index()] = signal(node);
    }

    private void lookAtInputs(Node node) {
        for (int input : node.inputs()) {
            normalised[input] |= node.op() instanceof Op.BatchNorm;
            residual[input] |= node.op() instanceof Op.Add;
            gated[input] |= node.op() instanceof Op.Activation(var f) && !rectifies(f);
        }
    }

    /// What only rectifiers read is lifted; the sum of batch norms, as where a residual block
    /// changes its width, in equal parts.
    private void lift(int index, List<Integer> consumers) {
        boolean rectified =
                !consumers.isEmpty()
                        && consumers.stream()
                                .map(graph::node)
                                .allMatch(
                                        reader ->
                                                reader.op() instanceof Op.Activation(var f)
                                                        && rectifies(f));
        if (!rectified) return;
        lifts[index] = LIFT;
        Node node = graph.node(index);
        boolean ofNorms =
                node.inputs().stream().allMatch(i -> graph.node(i).op() instanceof Op.BatchNorm);
        if (node.op() instanceof Op.Add && ofNorms) {
            for (int input : node.inputs()) lifts[input] = LIFT / node.inputs().size();
        }
    }

    /// What the node reads first.
    Signal input(Node node) {
        return signals[node.inputs().getFirst()];
    }

    /// What the node makes.
    Signal output(Node node) {
        return signals[node.index()];
    }

    /// Standard deviation of the weights of a convolution or fully connected layer.
    ///
    /// A batch norm behind it evens out any scale; without one, its output gets a variance of one,
    /// or less before a gate.
    double weightDeviation(Node node) {
        return weightDeviations.get(node.parameterOwner());
    }

    /// Whether each filter of the node reads one channel only.
    static boolean depthwise(Node node) {
        return node.op() instanceof Op.Conv conv && conv.groups() == node.inputShape().channels();
    }

    /// Whether the filters of the node are made to sum to zero, so that the mean of its input,
    /// which is the same for every image, does not reach its output.
    boolean isCentred(Node node) {
        return input(node).mean() != 0 && !depthwise(node);
    }

    /// Mean of the biases or batch norm's offsets of a node.
    double lift(Node node) {
        return lifts[node.index()];
    }

    /// Factor of a batch norm.
    double gain(Node node) {
        return residual[node.index()] ? RESIDUAL_GAIN : 1;
    }

    private static boolean rectifies(ActivationFunction function) {
        return switch (function) {
            case RELU, RELU6, SILU, HARD_SWISH -> true;
            case SIGMOID, HARD_SIGMOID -> false;
        };
    }

    private Signal signal(Node node) {
        List<Signal> inputs = node.inputs().stream().map(index -> signals[index]).toList();
        return switch (node.op()) {
            case Op.Input _ -> Signal.IMAGE;
            case Op.Conv conv ->
                    weighted(
                            node,
                            node.inputShape().channels() / conv.groups() * conv.window().area(),
                            coverage(conv.window(), node.inputShape(), node.shape()));
            case Op.FullyConnected _ -> weighted(node, node.inputShape().elements(), 1);
            case Op.BatchNorm _ -> normalised(node);
            case Op.Activation(var function) -> inputs.getFirst().through(function);
            case Op.Pool pool -> pooled(pool, inputs.getFirst());
            case Op.GlobalAveragePool _ -> averaged(inputs.getFirst(), node.inputShape().pixels());
            case Op.AdaptiveAveragePool(int height, int width) ->
                    averaged(
                            inputs.getFirst(),
                            Math.max(1, (double) node.inputShape().pixels() / (height * width)));
            case Op.LocalResponseNorm norm -> {
                double squares = norm.size() * inputs.getFirst().power();
                double base = norm.k() + norm.alpha() * squares;
                yield inputs.getFirst().times(Math.pow(base, -norm.beta()));
            }
            case Op.Add _ -> Signal.sum(inputs);
            case Op.ChannelMultiply _ -> inputs.get(0).gatedBy(inputs.get(1));
            case Op.Scale(double factor) -> inputs.getFirst().times(factor);
            case Op.Concat _ -> concatenated(node);
            case Op.Flatten _, Op.Dropout _, Op.Shift _ -> inputs.getFirst();
            case Op.ChannelPad _ -> {
                double share = (double) node.inputShape().channels() / node.shape().channels();
                yield inputs.getFirst().mixedWith(new Signal(0, 0), share);
            }
        };
    }

    /// A sum of `fanIn` products, of which `coverage` have a factor inside of the input. Filters
    /// sum to zero, so they pass the input's variance and not its mean, except where they are cut
    /// off; those of one channel sum to one and pass both.
    private Signal weighted(Node node, double fanIn, double coverage) {
        Signal input = input(node);
        double mean = depthwise(node) ? input.mean() * coverage : 0;
        double cut = input.mean() * input.mean() * coverage * (1 - coverage);
        double power = input.variance() * coverage + cut;
        if (depthwise(node)) power *= SKEW;
        boolean bias = node.parameters().size() > 1;
        double target = gated[node.index()] ? GATE_VARIANCE : 1;
        double deviation =
                normalised[node.index()] || depthwise(node) || input.variance() == 0
                        ? 1 / Math.sqrt(fanIn)
                        : Math.sqrt(target / (fanIn * input.variance()));
        double used = weightDeviations.computeIfAbsent(node.parameterOwner(), _ -> deviation);
        double variance = used * used * fanIn * power;
        return bias
                ? new Signal(mean + lift(node), variance + OFFSET * OFFSET)
                : new Signal(mean, variance);
    }

    /// A factor over the root of a variance, both spread, and two offsets.
    private Signal normalised(Node node) {
        double factors = (1 + SPREAD * SPREAD) * (1 + SPREAD * SPREAD);
        double offsets = OFFSET * OFFSET;
        double variance = factors * (1 + offsets) + offsets;
        return new Signal(lift(node), gain(node) * gain(node) * variance);
    }

    /// The largest of neighbours, which are alike.
    private static Signal pooled(Op.Pool pool, Signal input) {
        double likeness = Math.log(pool.window().area());
        return switch (pool.kind()) {
            case MAX ->
                    new Signal(
                            input.mean() + 0.4 * likeness * input.deviation(),
                            input.variance() / (1 + 0.3 * likeness));
            case AVERAGE -> averaged(input, pool.window().area());
        };
    }

    /// The mean of neighbours, which are alike: far more is left than of independent numbers.
    private static Signal averaged(Signal input, double pixels) {
        return new Signal(input.mean(), input.variance() / (1 + 0.2 * Math.log(pixels)));
    }

    private Signal concatenated(Node node) {
        Signal all = new Signal(0, 0);
        double channels = 0;
        for (int index : node.inputs()) {
            double added = graph.node(index).shape().channels();
            channels += added;
            all = signals[index].mixedWith(all, added / channels);
        }
        return all;
    }

    /// Share of a window's taps that lie inside of the input, over all of its positions.
    private static double coverage(Window window, Shape in, Shape out) {
        return coverage(
                        window.rowPadding(in.height()),
                        window.kernelHeight(),
                        window.strideHeight(),
                        window.dilation(),
                        in.height(),
                        out.height())
                * coverage(
                        window.columnPadding(in.width()),
                        window.kernelWidth(),
                        window.strideWidth(),
                        window.dilation(),
                        in.width(),
                        out.width());
    }

    private static double coverage(
            Edges padding, int kernel, int stride, int dilation, int in, int out) {
        long inside = 0;
        for (int tap = 0; tap < kernel; tap++) {
            int offset = tap * dilation - padding.before();
            int first = Math.max(0, Math.ceilDiv(-offset, stride));
            int end = Math.min(out, Math.floorDiv(in - 1 - offset, stride) + 1);
            inside += Math.max(0, end - first);
        }
        return (double) inside / ((long) kernel * out);
    }
}
