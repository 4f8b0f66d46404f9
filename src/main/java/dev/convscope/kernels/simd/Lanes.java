package dev.convscope.kernels.simd;

import jdk.incubator.vector.FloatVector;

/// The vector width that the kernels of this JVM use.
public final class Lanes {
    private Lanes() {}

    /// fp32 lanes of the preferred species.
    public static int count() {
        return FloatVector.SPECIES_PREFERRED.length();
    }

    public static int bits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }
}
