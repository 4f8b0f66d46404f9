package dev.convscope.cli;

import dev.convscope.kernels.simd.PeakKernel;

/// Prints the width of the preferred vectors; the child that `--version` asks.
final class VectorWidth {
    private VectorWidth() {}

    public static void main(String[] args) {
        System.out.println(PeakKernel.vectorBits() + " bits");
    }
}
