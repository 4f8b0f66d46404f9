package dev.convscope.engine;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;

/// Finds the layer at which an engine starts to differ from the reference.
final class Difference {
    private Difference() {}

    /// One sentence that names the first node whose value differs, by running the network up to
    /// that node. What differs is taken to differ from there on.
    static String locate(Agreement agreement, String engine) {
        Graph graph = agreement.graph();
        float[][] expected = ReferenceEngine.trace(graph, agreement.weights(), agreement.image());
        int low = 0;
        int high = graph.outputIndex();
        while (low < high) {
            int middle = (low + high) / 2;
            if (agrees(agreement, engine, middle, expected[middle])) low = middle + 1;
            else high = middle;
        }
        Node node = graph.node(low);
        return engine
                + " first differs at '"
                + node.name()
                + "' "
                + node.op()
                + ", "
                + node.inputShape()
                + " to "
                + node.shape()
                + ": "
                + compare(agreement, engine, low, expected[low]);
    }

    private static boolean agrees(Agreement agreement, String engine, int index, float[] expected) {
        return expected.length == 0 || compare(agreement, engine, index, expected).ok();
    }

    private static Verification compare(
            Agreement agreement, String engine, int index, float[] expected) {
        Graph graph = agreement.graph();
        var part = new Graph(graph.name(), graph.nodes(), index).withoutUnused();
        var cut = new Agreement(part, agreement.weights(), agreement.image());
        return Verification.compare(expected, cut.run(engine));
    }
}
