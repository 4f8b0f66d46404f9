/// Why counts differ: between tools, between a right and a mistaken network, between what a paper
/// prints and what its architecture gives.
///
/// {@link dev.convscope.audit.Explanation} and {@link dev.convscope.audit.Diagnosis} look at one
/// network, {@link dev.convscope.audit.BlockArithmetic} at building blocks, and {@link
/// dev.convscope.audit.Paper} at published tables and claims. Every figure is computed from a graph
/// when it is asked for.
package dev.convscope.audit;
