/// A network as a graph of sealed operators with inferred shapes.
///
/// Start with {@link dev.convscope.graph.Op}, the closed list of operators; a {@link
/// dev.convscope.graph.Node} is one use of an operator, and a {@link dev.convscope.graph.Graph} is
/// a list of nodes in topological order, made by a {@link dev.convscope.graph.GraphBuilder}.
/// Everything is immutable and checked when it is built: a graph that exists has consistent shapes.
/// Knows only `base`.
package dev.convscope.graph;
