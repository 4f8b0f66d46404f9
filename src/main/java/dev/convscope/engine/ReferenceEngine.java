package dev.convscope.engine;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.weights.Weights;

/// The engine that others are checked against: im2col and EJML's matrix product for convolutions,
/// plain loops for the rest, each operator by itself as the graph states it. Nothing is folded,
/// fused or reordered.
///
/// It runs on one thread whatever the options say.
public final class ReferenceEngine implements Engine {
    /// Receives the value of every node, in the order of the graph.
    @FunctionalInterface
    public interface Listener {
        /// @param values channels × height × width of `node`, borrowed for the call
        void computed(Node node, float[] values);

        /// Listens to nothing.
        static Listener none() {
            return (_, _) -> {};
        }
    }

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Session prepare(Graph graph, Weights weights, Options options) {
        return new ReferenceSession(graph, weights, Listener.none());
    }

    /// Runs one image and tells `listener` the value of every node on the way.
    public static void trace(Graph graph, Weights weights, float[] input, Listener listener) {
        try (var session = new ReferenceSession(graph, weights, listener)) {
            session.run(input, new float[session.outputLength()]);
        }
    }

    /// The value of every node for one image, by node index. Keeps them all, so it is for finding
    /// the layer at which another engine starts to differ, not for large networks. A node that the
    /// output does not depend on has an empty array.
    public static float[][] trace(Graph graph, Weights weights, float[] input) {
        var values = new float[graph.nodes().size()][0];
        trace(graph, weights, input, (node, value) -> values[node.index()] = value.clone());
        return values;
    }
}
