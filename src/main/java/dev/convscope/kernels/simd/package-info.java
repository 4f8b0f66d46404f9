/// The Vector API kernels. The only package that may use `jdk.incubator.vector`.
///
/// Every kernel executes a {@link dev.convscope.kernels.KernelCall} exactly as its scalar twin
/// does, up to the rounding of a sum. Rules that keep C2 from falling back: static methods,
/// primitives in and nothing out, no vector in a field, an array or an argument, accumulators as
/// local variables.
///
/// **Names.** A generated tile class says operation and input step, its methods say the tile:
/// `ConvTilesStep16.tile14x2` is 14 pixels × 2 vectors of output channels. The first kernel to read
/// is {@link dev.convscope.kernels.simd.ConvKernel}.
package dev.convscope.kernels.simd;
