package dev.convscope.graph;

import dev.convscope.base.Shape;

import java.util.ArrayList;
import java.util.List;

/// A network: nodes in topological order, with one input and one output.
///
/// Auxiliary classifiers, where asked for, are nodes of role {@link Role#AUXILIARY}; they are
/// counted, but nothing on the way to the output reads them.
///
/// @param name the model as the user would type it
/// @param nodes in topological order; node i has index i, node 0 is the input
/// @param outputIndex the node whose value the network returns
public record Graph(String name, List<Node> nodes, int outputIndex) {
    public Graph {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty() || !(nodes.getFirst().op() instanceof Op.Input)) {
            throw new IllegalArgumentException("a graph starts with its input node");
        }
        var names = new NameTable(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.index() != i) {
                throw new IllegalArgumentException(
                        "node '"
                                + node.name()
                                + "' has index "
                                + node.index()
                                + " at position "
                                + i);
            }
            if (names.add(node.name()) > 1) {
                throw new IllegalArgumentException("two nodes are named '" + node.name() + "'");
            }
            if (i > 0 && node.op() instanceof Op.Input) {
                throw new IllegalArgumentException(
                        "a graph has one input, '" + node.name() + "' is another");
            }
        }
        if (outputIndex < 0 || outputIndex >= nodes.size()) {
            throw new IllegalArgumentException("no node " + outputIndex + " to be the output");
        }
    }

    public Node input() {
        return nodes.getFirst();
    }

    public Node output() {
        return nodes.get(outputIndex);
    }

    public Shape inputShape() {
        return input().shape();
    }

    public Shape outputShape() {
        return output().shape();
    }

    public Node node(int index) {
        return nodes.get(index);
    }

    /// The nodes that each node's value goes to, by index.
    public List<List<Integer>> consumers() {
        List<List<Integer>> consumers = new ArrayList<>();
        for (Node node : nodes) {
            consumers.add(new ArrayList<>());
            for (int input : node.inputs()) consumers.get(input).add(node.index());
        }
        return consumers;
    }

    /// The same network without what its output does not depend on: auxiliary classifiers fall
    /// away.
    public Graph withoutUnused() {
        boolean[] used = new boolean[nodes.size()];
        used[outputIndex] = true;
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (used[i]) nodes.get(i).inputs().forEach(input -> used[input] = true);
        }
        used[0] = true;
        int[] renumbered = new int[nodes.size()];
        List<Node> kept = new ArrayList<>();
        for (Node node : nodes) {
            if (!used[node.index()]) continue;
            renumbered[node.index()] = kept.size();
            List<Integer> inputs = node.inputs().stream().map(input -> renumbered[input]).toList();
            kept.add(
                    new Node(
                            kept.size(),
                            node.name(),
                            node.stage(),
                            node.block(),
                            node.role(),
                            node.op(),
                            inputs,
                            node.inputShape(),
                            node.shape(),
                            node.parameterOwner()));
        }
        return new Graph(name, kept, renumbered[outputIndex]);
    }
}
