package dev.convscope.plan;

import dev.convscope.kernels.Plane;

import java.util.List;

/// A plan with what it computes on the way, for those who look for the layer at which it starts to
/// differ from another engine.
///
/// @param values in the order of their steps
public record Traced(Plan plan, List<Value> values) {
    public Traced {
        values = List.copyOf(values);
    }

    /// A value of the graph that the plan holds at some time.
    ///
    /// @param layer name of the layer whose output it is
    /// @param step index of the step after which it is there; later ones may overwrite it
    /// @param kernel that made it; `in place` where it lay there already
    /// @param plane where it lies
    /// @param slots for each channel, its lane in the blocks of `plane`; borrowed
    public record Value(String layer, int step, String kernel, Plane plane, int[] slots) {}
}
