package dev.convscope.audit;

import dev.convscope.graph.Graph;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Role;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The same network with some of its operators exchanged.
final class GraphSurgery {
    private GraphSurgery() {}

    /// The graph with every operator replaced by what `change` makes of its node.
    static Graph withOperators(Graph graph, Function<Node, Op> change) {
        var builder = new GraphBuilder(graph.name());
        Map<String, Node> owners = new HashMap<>();
        Node[] rebuilt = new Node[graph.nodes().size()];
        for (Node node : graph.nodes()) {
            rebuilt[node.index()] = add(builder, node, change.apply(node), rebuilt, owners);
        }
        return builder.build(rebuilt[graph.outputIndex()]);
    }

    /// The graph with every squeeze-and-excitation branch taken out.
    static Graph withoutGates(Graph graph) {
        var builder = new GraphBuilder(graph.name());
        Map<String, Node> owners = new HashMap<>();
        Node[] rebuilt = new Node[graph.nodes().size()];
        for (Node node : graph.nodes()) {
            boolean gate = node.role() == Role.SQUEEZE_EXCITATION;
            rebuilt[node.index()] =
                    gate
                            ? rebuilt[node.inputs().getFirst()]
                            : add(builder, node, node.op(), rebuilt, owners);
        }
        return builder.build(rebuilt[graph.outputIndex()]);
    }

    private static Node add(
            GraphBuilder builder, Node node, Op op, Node[] rebuilt, Map<String, Node> owners) {
        builder.at(node.stage(), node.block()).as(node.role());
        Node[] inputs = node.inputs().stream().map(input -> rebuilt[input]).toArray(Node[]::new);
        Node owner = owners.get(node.parameterOwner());
        Node added =
                owner == null
                        ? builder.add("node" + node.index(), op, inputs)
                        : builder.addShared("node" + node.index(), op, owner, inputs);
        owners.putIfAbsent(node.name(), added);
        return added;
    }
}
