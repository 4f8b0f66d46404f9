package dev.convscope.bench;

import dev.convscope.base.UserException;

import java.util.List;

/// The vectors that a measured JVM is held to.
///
/// @param bits their width; 0 for the widest of this machine
public record VectorBits(int bits) {
    /// As wide as this machine has them.
    public static final VectorBits WIDEST = new VectorBits(0);

    private static final boolean X86 = System.getProperty("os.arch").matches("amd64|x86_64");

    /// @throws UserException for a width that no machine has
    public VectorBits {
        if (!List.of(0, 128, 256, 512).contains(bits)) {
            throw UserException.about("vectors have no such width")
                    .found(bits)
                    .expected("128, 256 or 512")
                    .build();
        }
    }

    /// The flags that hold a JVM to it. Narrow vectors of an x86 machine come with the registers
    /// and instructions of a machine that has no wider ones, so that what is measured is such a
    /// machine.
    public List<String> flags() {
        if (bits == 0) return List.of();
        String size = "-XX:MaxVectorSize=" + bits / Byte.SIZE;
        return X86 && bits < 512 ? List.of("-XX:UseAVX=2", size) : List.of(size);
    }

    /// @throws UserException if a JVM with these flags has `used` bits instead
    void check(int used) {
        if (bits == 0 || bits == used) return;
        throw UserException.about("this machine cannot be held to vectors of that width")
                .found(used + " bits")
                .expected(bits + " bits")
                .build();
    }
}
