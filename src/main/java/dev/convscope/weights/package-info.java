/// The numbers of a network: tensors by owner and parameter, seeded random or read from a file.
///
/// Start with {@link dev.convscope.weights.Weights}. How random ones are scaled is told by
/// `SignalFlow`; {@link dev.convscope.weights.Safetensors} is the file format.
///
/// Knows `base` and `graph`.
package dev.convscope.weights;
