package dev.convscope.kernels;

/// The first float of each cache line of a plan's constants, kept once more behind all of them.
///
/// Weights of a network come from memory in each inference, and Java has no instruction that asks
/// for a line without waiting for it: a load that waits keeps what is behind it from retiring, so
/// that products stand still after a few hundred cycles. A store does not wait. A tile therefore
/// stores the first float of lines that are needed later where it is already; what it stores comes
/// from here, which is a sixteenth of the weights. Nothing changes but where the line is, whatever
/// other threads read meanwhile.
///
/// The layout, of which all follows from the length of the array: elements up to `FIRST`, lines of
/// 16 floats, one float for each line.
public final class LineHeads {
    /// The first element that lies at the start of a line: array data begins 16 bytes after an
    /// object that G1 places, when it is large, at the start of a region.
    public static final int FIRST = 12;

    /// Floats of a line of 64 bytes.
    public static final int LINE = 16;

    private LineHeads() {}

    /// Floats of an array with so many lines of constants.
    public static int length(int lines) {
        return Math.addExact(FIRST, Math.multiplyExact(lines, LINE + 1));
    }

    /// Where the heads start in an array of {@link #length}, which is where its lines end.
    public static int offset(int length) {
        return FIRST + (length - FIRST) / (LINE + 1) * LINE;
    }

    /// Where the line of an element starts.
    public static int start(int element) {
        return FIRST + (element - FIRST) / LINE * LINE;
    }

    /// Copies the head of each line behind all of them.
    public static void write(float[] constants) {
        int offset = offset(constants.length);
        for (int from = FIRST, to = offset; from < offset; from += LINE) {
            constants[to++] = constants[from];
        }
    }
}
