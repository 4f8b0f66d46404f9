package dev.convscope.kernels.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Three planes of an image as one, colours side by side.
///
/// Lane i of the result's vector j is number j · L + i of the pixels' colours. As 3 and L have no
/// common factor, each colour takes one permutation: its pixel k goes to the lane of number 3k +
/// colour, modulo L, and the three vectors of the result differ only in which lanes they take of
/// which colour.
final class InterleaveKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /// Colours of an image that stays interleaved.
    static final int COLOURS = 3;

    /// Where the vectors lie that begin with blue and with green: which of them is vector 1
    /// depends on L.
    private static final int BLUE_FIRST = L % COLOURS == 2 ? L : 2 * L;

    private static final int GREEN_FIRST = COLOURS * L - BLUE_FIRST;

    /// `[colour][lane]`: the pixel that goes to a lane.
    private static final int[] PIXELS = new int[COLOURS * L];

    /// `[colour][lane]`: all bits where a lane of vector 0 is of the colour.
    private static final int[] MASKS = new int[COLOURS * L];

    static {
        for (int colour = 0; colour < COLOURS; colour++) {
            for (int pixel = 0; pixel < L; pixel++) {
                PIXELS[colour * L + (COLOURS * pixel + colour) % L] = pixel;
            }
            for (int lane = colour; lane < L; lane += COLOURS) MASKS[colour * L + lane] = -1;
        }
    }

    private InterleaveKernel() {}

    /// One row. Rows that are no whole number of vectors end with one that overlaps the one before.
    ///
    /// @param from where the row starts in the first plane
    /// @param area floats between planes
    static void row(float[] image, int from, int area, int pixels, float[] a, int to) {
        if (pixels < L) {
            few(image, from, area, pixels, a, to);
            return;
        }
        IntVector redAt = IntVector.fromArray(I, PIXELS, 0);
        IntVector greenAt = IntVector.fromArray(I, PIXELS, L);
        IntVector blueAt = IntVector.fromArray(I, PIXELS, 2 * L);
        IntVector m0 = IntVector.fromArray(I, MASKS, 0);
        IntVector m1 = IntVector.fromArray(I, MASKS, L);
        IntVector m2 = IntVector.fromArray(I, MASKS, 2 * L);
        int last = pixels - L;
        for (int next = 0; next < pixels; next += L) {
            int pixel = Math.min(next, last);
            int i = from + pixel;
            IntVector r = redAt.selectFrom(FloatVector.fromArray(S, image, i).reinterpretAsInts());
            IntVector g =
                    greenAt.selectFrom(
                            FloatVector.fromArray(S, image, i + area).reinterpretAsInts());
            IntVector b =
                    blueAt.selectFrom(
                            FloatVector.fromArray(S, image, i + 2 * area).reinterpretAsInts());
            int o = to + COLOURS * pixel;
            r.and(m0).or(g.and(m1)).or(b.and(m2)).reinterpretAsFloats().intoArray(a, o);
            r.and(m2)
                    .or(g.and(m0))
                    .or(b.and(m1))
                    .reinterpretAsFloats()
                    .intoArray(a, o + GREEN_FIRST);
            r.and(m1)
                    .or(g.and(m2))
                    .or(b.and(m0))
                    .reinterpretAsFloats()
                    .intoArray(a, o + BLUE_FIRST);
        }
    }

    private static void few(float[] image, int from, int area, int pixels, float[] a, int to) {
        for (int i = 0; i < pixels; i++) {
            a[to + COLOURS * i] = image[from + i];
            a[to + COLOURS * i + 1] = image[from + area + i];
            a[to + COLOURS * i + 2] = image[from + 2 * area + i];
        }
    }
}
