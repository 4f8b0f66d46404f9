package dev.convscope.analysis;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which blocks of a network training may drop, and how often it keeps them.
///
/// A block that adds its input may be left out for a whole image. Survival falls linearly over all
/// blocks, from 1 at the first: block l of L is kept with probability 1 − (1 − p) · l / L. At
/// inference nothing is dropped.
///
/// @param blocks every block in order
/// @param expectedMacs mean multiply-accumulates of one training forward pass
/// @param macs of a pass that drops nothing
public record StochasticDepth(List<Block> blocks, double expectedMacs, long macs) {

    /// One block.
    ///
    /// @param name as in the cost table
    /// @param skip whether it adds its input
    /// @param survival probability that training keeps it; 1 without a skip
    public record Block(String name, boolean skip, double survival) {}

    public StochasticDepth {
        blocks = List.copyOf(blocks);
    }

    /// The schedule of a network whose last block would be kept with probability `survivalOfLast`
    /// if it were one further on; 1 for a network trained without stochastic depth.
    public static StochasticDepth of(Graph graph, double survivalOfLast) {
        if (!(survivalOfLast > 0 && survivalOfLast <= 1)) {
            throw new IllegalArgumentException("survival must be in (0, 1], was " + survivalOfLast);
        }
        Map<String, Boolean> skips = skips(graph);
        List<Block> blocks = new ArrayList<>();
        Map<String, Double> survival = new LinkedHashMap<>();
        skips.forEach(
                (name, skip) -> {
                    double share = (double) blocks.size() / skips.size();
                    double kept = skip ? 1 - (1 - survivalOfLast) * share : 1;
                    blocks.add(new Block(name, skip, kept));
                    survival.put(name, kept);
                });
        double expected = 0;
        long macs = 0;
        for (Node node : graph.nodes()) {
            long own = Operations.macs(node);
            macs += own;
            expected += own * survival.getOrDefault(node.block(), 1.);
        }
        return new StochasticDepth(blocks, expected, macs);
    }

    /// Blocks that add their input.
    public long skipCount() {
        return blocks.stream().filter(Block::skip).count();
    }

    /// Expected over full cost of a training forward pass.
    public double expectedShare() {
        return expectedMacs / macs;
    }

    private static Map<String, Boolean> skips(Graph graph) {
        Map<String, Boolean> skips = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (node.block().equals(node.stage())) continue;
            // What a block still concatenates was a sum inside of it, as in cells of NASNet.
            if (node.op() instanceof Op.Concat) skips.put(node.block(), false);
            else skips.merge(node.block(), identitySkip(graph, node), Boolean::logicalOr);
        }
        return skips;
    }

    /// A sum that reads a value from outside of its block; a projected shortcut is no identity.
    private static boolean identitySkip(Graph graph, Node node) {
        return node.op() instanceof Op.Add
                && node.inputs().stream()
                        .anyMatch(input -> !graph.node(input).block().equals(node.block()));
    }
}
