/// Every network we know, as typed rows of a table that one builder per family turns into a graph.
///
/// Start with {@link dev.convscope.zoo.Zoo}. A family is a record that implements {@link
/// dev.convscope.zoo.Architecture}: rows as the paper prints them, coefficients, and the family's
/// rounding rules. Adding a network of a known family is a few rows in that family's list; no code
/// is written per model. Knows only `base` and `graph`.
package dev.convscope.zoo;
