/// What a network costs, as pure functions of its {@link dev.convscope.graph.Graph}.
///
/// Start with {@link dev.convscope.analysis.NetworkCost}: one row per node and totals that the rows
/// add up to. {@link dev.convscope.analysis.Convention} holds what each counting tool calls a FLOP,
/// as data. {@link dev.convscope.analysis.ActivationMemory} and {@link
/// dev.convscope.analysis.ReceptiveField} are apart. Knows only `base` and `graph`.
package dev.convscope.analysis;
