package dev.convscope.kernels.simd;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;

/// Executes any call with the Vector API; what moves data but computes nothing is scalar.
public final class SimdKernels {
    static {
        VectorOperations.useOnce(new float[VectorMethod.SCRATCH]);
    }

    private SimdKernels() {}

    /// Applies an activation in place, as the kernels that have one do to what they have just
    /// written. Offset and length are multiples of the lanes.
    public static void activate(Activation activation, float[] a, int offset, int length) {
        ActivationKernel.run(activation, a, offset, length);
    }

    /// @param part which share of the call this thread takes, below `parts`
    /// @param input the image, read by {@link KernelCall.PackImage} only
    /// @param output the result, written by {@link KernelCall.UnpackOutput} only
    public static void run(
            KernelCall call,
            int part,
            int parts,
            float[] arena,
            float[] constants,
            float[] input,
            float[] output) {
        switch (call) {
            case KernelCall.Conv conv -> ConvKernel.run(conv, part, parts, arena, constants);
            case KernelCall.GatedConv gated ->
                    GatedConvKernel.run(gated, part, parts, arena, constants);
            case KernelCall.Depthwise depthwise ->
                    DepthwiseKernel.run(depthwise, part, parts, arena, constants);
            case KernelCall.ConvDepthwise fused ->
                    ConvDepthwiseKernel.run(fused, part, parts, arena, constants);
            case KernelCall.WinogradInput winograd ->
                    WinogradKernel.input(winograd, part, parts, arena);
            case KernelCall.WinogradOutput winograd ->
                    WinogradKernel.output(winograd, part, parts, arena, constants);
            case KernelCall.Pool pool -> PoolKernel.run(pool, part, parts, arena);
            case KernelCall.AdaptiveAverage average ->
                    AverageKernel.run(average, part, parts, arena);
            case KernelCall.Affine affine ->
                    AffineKernel.run(affine, part, parts, arena, constants);
            case KernelCall.Add add -> AddKernel.run(add, part, parts, arena);
            case KernelCall.ChannelScale scale -> AddKernel.scale(scale, part, parts, arena);
            case KernelCall.PackImage pack -> MoveKernel.packImage(pack, part, parts, input, arena);
            case KernelCall.UnpackOutput unpack -> {
                if (part == 0) MoveKernel.unpackOutput(unpack, arena, output);
            }
            case KernelCall.ZeroHalo halo -> MoveKernel.zeroHalo(halo, part, parts, arena);
            case KernelCall.LocalResponseNorm norm ->
                    ResponseNormKernel.run(norm, part, parts, arena);
            case KernelCall.Rearrange rearrange ->
                    MoveKernel.rearrange(rearrange, part, parts, arena);
        }
    }
}
