package dev.convscope.kernels.simd;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Conv;
import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.TileSet;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// A convolution whose weights are multiplied by a gate per input channel before.
///
/// Each thread multiplies all of them for itself, which takes less time than to wait for another.
final class GatedConvKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> PAIRS = LongVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private GatedConvKernel() {}

    static void run(KernelCall.GatedConv c, int part, int parts, float[] a, float[] w) {
        int threads = Math.min(parts, c.convs().size());
        if (part >= threads) return;
        Conv conv = c.convs().get(part);
        int toConstants = c.weights() - c.scaled(part);
        for (int p = 0; p < conv.panels().size(); p++) {
            Panel panel = conv.panels().get(p);
            int width = panel.vectors() * L;
            int to = panel.weights();
            System.arraycopy(w, to + toConstants, a, to, width);
            if (conv.tiles() == TileSet.PAIRED) {
                scalePairs(c.gates(), width, w, to + toConstants + width, a, to + width);
            } else {
                scale(c.gates(), width, w, to + toConstants + width, a, to + width);
            }
        }
        ConvKernel.run(conv, part, threads, a, a);
    }

    /// `width` weights for each gate.
    static void scale(int[] gates, int width, float[] w, int from, float[] a, int to) {
        for (int v = 0; v < width; v += L) {
            for (int i = 0; i < gates.length; i++) {
                int at = i * width + v;
                FloatVector gate = FloatVector.broadcast(S, a[gates[i]]);
                FloatVector.fromArray(S, w, from + at).mul(gate).intoArray(a, to + at);
            }
        }
    }

    /// `width` weights for each two gates, which they take in turn.
    static void scalePairs(int[] gates, int width, float[] w, int from, float[] a, int to) {
        for (int v = 0; v < width; v += L) {
            for (int i = 0; i < gates.length; i += 2) {
                int at = i / 2 * width + v;
                long even = Float.floatToRawIntBits(a[gates[i]]) & 0xffffffffL;
                long odd = (long) Float.floatToRawIntBits(a[gates[i + 1]]) << 32;
                FloatVector pair = LongVector.broadcast(PAIRS, even | odd).reinterpretAsFloats();
                FloatVector.fromArray(S, w, from + at).mul(pair).intoArray(a, to + at);
            }
        }
    }
}
