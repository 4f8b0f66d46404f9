package dev.convscope.analysis;

import dev.convscope.graph.Graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a network costs for one image: a row per node, and totals that the rows add up to.
///
/// The graph is counted as designed: nothing folded, auxiliary classifiers included where the graph
/// has them. Shared weights are counted once, at their owner; multiply-accumulates at every use.
///
/// @param graph the network counted
/// @param convention what `flops` means here
/// @param rows one per node, in topological order
/// @param totals the sums of the rows
/// @param peakActivations the most activation memory that is alive at once
public record NetworkCost(
        Graph graph,
        Convention convention,
        List<LayerCost> rows,
        CostTotals totals,
        ActivationMemory peakActivations) {
    public NetworkCost {
        rows = List.copyOf(rows);
    }

    /// Counts a network under the standard convention.
    public static NetworkCost of(Graph graph) {
        return of(graph, Convention.standard());
    }

    /// Counts a network.
    public static NetworkCost of(Graph graph, Convention convention) {
        List<LayerCost> rows = new ArrayList<>(graph.nodes().size());
        for (var node : graph.nodes()) rows.add(LayerCost.of(node, convention));
        return new NetworkCost(
                graph, convention, rows, CostTotals.of(rows), ActivationMemory.peak(graph));
    }

    public long params() {
        return totals.params();
    }

    public long macs() {
        return totals.macs();
    }

    public long flops() {
        return totals.flops();
    }

    public long weightBytes() {
        return totals.weightBytes();
    }

    public long peakActivationBytes() {
        return peakActivations.bytes();
    }

    /// Trainable numbers without the layer that names the classes.
    public long backboneParams() {
        return totals.params() - rows.get(graph.outputIndex()).params();
    }

    /// The parameters as the convention's tool prints them.
    public long paramsByConvention() {
        return switch (convention.parameterRule()) {
            case TRAINABLE -> totals.params();
            case WITH_STATISTICS, ALL_TENSORS -> totals.params() + totals.bnStatistics();
        };
    }

    /// The rows summed up by block or stage, in order of first appearance; at level `LAYER`, one
    /// group per node. Whatever the level, the groups add up to {@link #totals}.
    public List<GroupCost> by(Level level) {
        Map<List<String>, List<LayerCost>> groups = new LinkedHashMap<>();
        for (LayerCost row : rows) {
            groups.computeIfAbsent(key(row, level), _ -> new ArrayList<>()).add(row);
        }
        List<GroupCost> sums = new ArrayList<>();
        groups.forEach(
                (key, members) ->
                        sums.add(
                                new GroupCost(
                                        key.getLast(),
                                        members.getFirst().stage(),
                                        members,
                                        CostTotals.of(members))));
        return sums;
    }

    private static List<String> key(LayerCost row, Level level) {
        return switch (level) {
            case LAYER -> List.of("layer", row.name());
            case BLOCK -> orName("block", row.block(), row);
            case STAGE -> orName("stage", row.stage(), row);
        };
    }

    /// A node outside of any block or stage is a group of its own.
    private static List<String> orName(String level, String group, LayerCost row) {
        return group.isEmpty() ? List.of("layer", row.name()) : List.of(level, group);
    }
}
