/// Turns a graph and its weights into a flat list of resolved steps. The only place that is clever.
///
/// {@link dev.convscope.plan.Planner} is the way in. It lowers the graph to instructions
/// ({@link dev.convscope.plan.Lowering}: normalisation folded, activations and residuals fused),
/// gives every value a place in one arena ({@link dev.convscope.plan.Placement}: halos, slices of
/// concatenations, lifetimes), and emits one {@link dev.convscope.plan.Step} after the other with
/// its weights packed in reading order.
package dev.convscope.plan;
