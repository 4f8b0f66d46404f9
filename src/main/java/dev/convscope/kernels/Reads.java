package dev.convscope.kernels;

/// The inputs that an output of a convolution is made of, in the order in which they are
/// multiplied, each as its distance from the one before.
///
/// A tile walks along them. If it added an offset to where it starts, it would need one more
/// general register than there are: C2 then keeps numbers in vector registers, and on Intel's
/// processors to fetch them takes turns of the units that multiply (a 7×3 tile made 118 instead of
/// 170 of 179 GFLOP/s).
///
/// @param advances floats from each read to the next; the first from an output pixel's origin.
///     Borrowed, and never changed
public record Reads(int[] advances) {
    /// Reads at so many floats from an output pixel's origin.
    public static Reads at(int... offsets) {
        int[] advances = offsets.clone();
        for (int i = 1; i < offsets.length; i++) advances[i] = offsets[i] - offsets[i - 1];
        return new Reads(advances);
    }

    public int count() {
        return advances.length;
    }

    /// Floats from an output pixel's origin to each read.
    public int[] offsets() {
        int[] offsets = advances.clone();
        for (int i = 1; i < offsets.length; i++) offsets[i] += offsets[i - 1];
        return offsets;
    }
}
