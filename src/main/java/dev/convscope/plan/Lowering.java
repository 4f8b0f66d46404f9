package dev.convscope.plan;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.kernels.Activation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lowers a graph to instructions: drops what does nothing at inference, folds a normalisation into
/// the convolution before it, and fuses the activation and the residual that follow.
///
/// A node is fused only if its predecessor has no other reader and is not the network's output. Of
/// two convolutions that meet in a sum, the later one takes the sum, because the other value is
/// there by then.
final class Lowering {
    private final Graph graph;
    private final List<List<Integer>> consumers;
    private final int[] alias;
    private final Set<Integer> covered = new HashSet<>();
    private final Set<Integer> values = new HashSet<>();
    private final List<Instruction> instructions = new ArrayList<>();
    /// Names for partial sums, which no node of the graph holds.
    private int synthetic;

    /// @param instructions in execution order
    /// @param output the value that the network returns
    record Result(List<Instruction> instructions, int output) {}

    private Lowering(Graph graph) {
        this.graph = graph;
        this.consumers = graph.consumers();
        this.alias = new int[graph.nodes().size()];
        for (int i = 0; i < alias.length; i++) alias[i] = i;
        this.synthetic = alias.length;
    }

    static Result lower(Graph graph) {
        Lowering lowering = new Lowering(graph.withoutUnused());
        for (Node node : lowering.graph.nodes()) {
            if (!lowering.covered.contains(node.index())) lowering.lower(node);
        }
        return new Result(lowering.instructions, lowering.value(lowering.graph.output().index()));
    }

    private void lower(Node node) {
        switch (node.op()) {
            case Op.Input _ -> emit(new Instruction.Image(node));
            case Op.Conv _, Op.FullyConnected _ -> linear(node);
            case Op.BatchNorm _ -> pointwise(node, Optional.of(node), 1);
            case Op.Scale(double factor) -> pointwise(node, Optional.empty(), factor);
            case Op.Activation(var function) ->
                    emit(
                            new Instruction.Pointwise(
                                    Optional.empty(),
                                    1,
                                    input(node),
                                    Activation.valueOf(function.name()),
                                    node.index(),
                                    List.of(node)));
            case Op.Add _ -> sum(node);
            case Op.ChannelMultiply _ ->
                    emit(
                            new Instruction.Gate(
                                    input(node),
                                    value(node.inputs().get(1)),
                                    node.index(),
                                    List.of(node)));
            case Op.Concat _ ->
                    emit(
                            new Instruction.Join(
                                    node.inputs().stream().map(this::value).toList(),
                                    node.index(),
                                    List.of(node)));
            case Op.Dropout _, Op.Flatten _ -> alias[node.index()] = node.inputs().getFirst();
            case Op.Pool _,
                    Op.GlobalAveragePool _,
                    Op.AdaptiveAveragePool _,
                    Op.LocalResponseNorm _,
                    Op.Shift _,
                    Op.ChannelPad _ ->
                    emit(new Instruction.Single(node, input(node), node.index()));
        }
    }

    private void linear(Node node) {
        List<Node> layers = new ArrayList<>(List.of(node));
        Optional<Node> norm = next(node).filter(next -> next.op() instanceof Op.BatchNorm);
        norm.ifPresent(layers::add);
        Optional<Integer> residual = Optional.empty();
        Optional<Node> sum =
                next(layers.getLast()).filter(next -> fusesWith(next, layers.getLast()));
        if (sum.isPresent() && dense(node)) {
            residual = Optional.of(other(sum.get(), layers.getLast()));
            layers.add(sum.get());
        }
        Activation activation = takeActivation(layers);
        emit(
                new Instruction.Linear(
                        node,
                        norm,
                        input(node),
                        residual,
                        activation,
                        layers.getLast().index(),
                        List.copyOf(layers)));
    }

    private static boolean dense(Node node) {
        return !(node.op() instanceof Op.Conv conv)
                || !conv.depthwise(node.inputShape().channels());
    }

    /// Whether `sum` adds a value that is already there to that of `last`.
    private boolean fusesWith(Node sum, Node last) {
        if (!(sum.op() instanceof Op.Add) || sum.inputs().size() != 2) return false;
        if (value(sum.inputs().get(0)) == value(sum.inputs().get(1))) return false;
        return values.contains(other(sum, last));
    }

    private int other(Node sum, Node last) {
        int first = value(sum.inputs().get(0));
        return first == last.index() ? value(sum.inputs().get(1)) : first;
    }

    private void pointwise(Node node, Optional<Node> norm, double factor) {
        List<Node> layers = new ArrayList<>(List.of(node));
        Activation activation = takeActivation(layers);
        int output = layers.getLast().index();
        emit(
                new Instruction.Pointwise(
                        norm, factor, input(node), activation, output, List.copyOf(layers)));
    }

    private void sum(Node node) {
        List<Integer> terms = node.inputs().stream().map(this::value).toList();
        List<Node> layers = new ArrayList<>(List.of(node));
        Activation activation = takeActivation(layers);
        int output = layers.getLast().index();
        int left = terms.getFirst();
        for (int i = 1; i < terms.size(); i++) {
            boolean last = i == terms.size() - 1;
            int partial = last ? output : synthetic++;
            emit(
                    new Instruction.Sum(
                            left,
                            terms.get(i),
                            last ? activation : Activation.NONE,
                            partial,
                            List.copyOf(layers)));
            left = partial;
        }
    }

    /// Fuses the activation that alone reads the last layer, if there is one.
    private Activation takeActivation(List<Node> layers) {
        Optional<Node> next = next(layers.getLast());
        if (next.isPresent() && next.get().op() instanceof Op.Activation(var function)) {
            layers.add(next.get());
            return Activation.valueOf(function.name());
        }
        return Activation.NONE;
    }

    /// The only reader of a node's value, if nothing else needs that value.
    private Optional<Node> next(Node node) {
        List<Integer> readers = consumers.get(node.index());
        boolean alone = readers.size() == 1 && graph.outputIndex() != node.index();
        return alone ? Optional.of(graph.node(readers.getFirst())) : Optional.empty();
    }

    private void emit(Instruction instruction) {
        instruction.layers().forEach(layer -> covered.add(layer.index()));
        values.add(instruction.output());
        instructions.add(instruction);
    }

    private int input(Node node) {
        return value(node.inputs().getFirst());
    }

    private int value(int node) {
        if (node >= alias.length) return node;
        int at = node;
        while (alias[at] != at) at = alias[at];
        return at;
    }
}
