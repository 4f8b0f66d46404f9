/// The Vector API kernels. The only package that may use `jdk.incubator.vector`.
///
/// Every kernel executes a {@link dev.convscope.kernels.KernelCall} exactly as its scalar twin
/// does, up to the rounding of a sum. Rules that keep C2 from falling back: static methods,
/// primitives in and nothing out, no vector in a field, an array or an argument, accumulators as
/// local variables. A vector that a loop carries from turn to turn is an argument of operations,
/// never what they are called on: C2 learns its class from counts alone, and where it is asked
/// early makes an object of each.
///
/// **Warming up.** A method that finds nothing to do returns before its first vector. So a warm-up
/// may call it thousands of times at no cost; {@link dev.convscope.kernels.simd.VectorMethod} knows
/// which methods a call enters. An operation that no kernel had yet has to be in {@link
/// dev.convscope.kernels.simd.VectorOperations}.
///
/// **Names.** A generated tile class says operation and input step, its methods say the tile:
/// `ConvTilesStep16.tile14x2` is 14 pixels × 2 vectors of output channels. The first kernel to read
/// is {@link dev.convscope.kernels.simd.ConvKernel}.
package dev.convscope.kernels.simd;
