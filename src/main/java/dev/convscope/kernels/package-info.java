/// What a kernel is asked to do, and its scalar twin.
///
/// A {@link dev.convscope.kernels.KernelCall} is one fully resolved piece of work on two arrays: an
/// arena that holds every activation, and the packed constants. It carries offsets and sizes only;
/// nothing here knows a graph. {@link dev.convscope.kernels.ScalarKernels} executes any call with
/// plain loops and is the specification; `kernels.simd` executes the same calls with the Vector
/// API, and one contract test holds both together.
///
/// **Layout.** Activations are blocked by 16 channels, `[block][row][column][16]`, described by a
/// {@link dev.convscope.kernels.Plane}. Rows and blocks may lie further apart than their sizes,
/// which is how a halo of zeros or a slice of a concatenation is expressed. The image itself may
/// stay interleaved (`[row][column][channel]`) for the first convolution.
///
/// Start with {@link dev.convscope.kernels.KernelCall.Conv}, the call where the time goes.
package dev.convscope.kernels;
