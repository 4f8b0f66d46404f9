package dev.convscope.analysis;

import dev.convscope.base.Shape;

import java.util.List;

/// The sum of the rows of one block or stage.
///
/// @param name the block or stage; a node's name where a node is in none
/// @param stage the stage it belongs to
/// @param rows the nodes, in order
/// @param totals what they add up to
public record GroupCost(String name, String stage, List<LayerCost> rows, CostTotals totals) {
    public GroupCost {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) throw new IllegalArgumentException("group '" + name + "' has no node");
    }

    /// The shape its first node reads.
    public Shape input() {
        return rows.getFirst().input();
    }

    /// The shape its last node writes.
    public Shape output() {
        return rows.getLast().output();
    }
}
