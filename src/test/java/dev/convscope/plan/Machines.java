package dev.convscope.plan;

import dev.convscope.base.Caches;
import dev.convscope.base.Machine;

import java.util.List;

/// One machine for each vector width and register file.
final class Machines {
    static final Machine BITS_128 = machine(128, 16);
    static final Machine BITS_256 = machine(256, 16);
    static final Machine BITS_512 = machine(512, 32);
    static final Machine ARM = machine(128, 32);

    /// There is none; a simulator may say that it is one.
    static final Machine FEW_REGISTERS = machine(512, 16);

    /// Caches so small that whatever can go through a ring does, a row at a time.
    static final Machine SMALL_CACHES = new Machine(512, 32, 64, 8 << 10, 1 << 20);

    /// Weights take long to come, so that fewer are better.
    static final Machine FAR_CACHES = new Machine(512, 32, 48 << 10, 2 << 20, 32 << 20, Caches.FAR);

    private Machines() {}

    static List<Machine> all() {
        return List.of(BITS_128, BITS_256, BITS_512, ARM, SMALL_CACHES, FAR_CACHES);
    }

    private static Machine machine(int bits, int registers) {
        return new Machine(bits, registers, 32 << 10, 1 << 20, 32 << 20);
    }
}
