package dev.convscope.base;

/// What a plan needs to know of the machine it is made for. A value that is passed in, never
/// looked up.
///
/// @param vectorBits width of the preferred vector species, in bits
/// @param vectorRegisters architectural vector registers: 32 with AVX-512 and on Arm, else 16
/// @param l1Bytes first-level data cache of one core
/// @param l2Bytes second-level cache of one core
/// @param l3Bytes last-level cache that one core may use; 0 if there is none
/// @param caches how far those behind the first are
public record Machine(
        int vectorBits,
        int vectorRegisters,
        long l1Bytes,
        long l2Bytes,
        long l3Bytes,
        Caches caches) {
    /// A machine whose caches are close.
    public Machine(int vectorBits, int vectorRegisters, long l1Bytes, long l2Bytes, long l3Bytes) {
        this(vectorBits, vectorRegisters, l1Bytes, l2Bytes, l3Bytes, Caches.CLOSE);
    }

    public Machine {
        if (Integer.bitCount(vectorBits) != 1 || vectorBits < 64) {
            throw new IllegalArgumentException(
                    "vectorBits must be a power of two from 64, was " + vectorBits);
        }
        if (vectorRegisters < 8) {
            throw new IllegalArgumentException(
                    "vectorRegisters must be at least 8, was " + vectorRegisters);
        }
        if (l1Bytes < 1 || l2Bytes < 1 || l3Bytes < 0) {
            throw new IllegalArgumentException(
                    "cache sizes must be positive, were "
                            + l1Bytes
                            + ", "
                            + l2Bytes
                            + ", "
                            + l3Bytes);
        }
    }

    /// fp32 lanes of one vector.
    public int lanes() {
        return vectorBits / 32;
    }
}
