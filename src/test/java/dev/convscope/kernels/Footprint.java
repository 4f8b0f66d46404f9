package dev.convscope.kernels;

import java.util.BitSet;

/// What a call says that it reads, writes and spoils, float by float.
public final class Footprint implements Accesses.Visitor {
    private final BitSet reads = new BitSet();
    private final BitSet writes = new BitSet();
    private final BitSet constants = new BitSet();
    private final BitSet scratch = new BitSet();

    private Footprint() {}

    /// @param lanes vector lanes that the call was planned for
    public static Footprint of(KernelCall call, int lanes) {
        var footprint = new Footprint();
        Accesses.of(call, lanes, footprint);
        return footprint;
    }

    /// Floats of the arena that are read.
    public BitSet reads() {
        return reads;
    }

    /// Floats of the arena that hold a result afterwards.
    public BitSet writes() {
        return writes;
    }

    /// Floats of the constants that are read.
    public BitSet constants() {
        return constants;
    }

    /// Floats of the arena that hold anything afterwards.
    public BitSet scratch() {
        return scratch;
    }

    /// Whether the call may change a float of the arena.
    public boolean changes(int at) {
        return writes.get(at) || scratch.get(at);
    }

    @Override
    public void reads(int from, int length) {
        reads.set(from, from + length);
    }

    @Override
    public void writes(int from, int length) {
        writes.set(from, from + length);
    }

    @Override
    public void constants(int from, int length) {
        constants.set(from, from + length);
    }

    @Override
    public void scratch(int from, int length) {
        scratch.set(from, from + length);
    }
}
