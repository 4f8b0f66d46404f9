/// The numbers of a network: tensors by owner and parameter, seeded random or read from a file.
/// Knows `base` and `graph`.
package dev.convscope.weights;
