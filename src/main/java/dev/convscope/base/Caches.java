package dev.convscope.base;

/// How far the caches behind the first are, in what they deliver while one vector operation starts;
/// two start in a cycle. Measured for the kinds of processors that we have seen.
public enum Caches {
    /// A few cores share a last level of their own: AMD Zen 3 to 5, and whatever is not known.
    CLOSE(24, 6),
    /// A last level in slices at all cores of a server, shared by all: Intel's with vectors of 512
    /// bits. A Xeon of 2023 reads 30 GB/s from it and 16 from memory, at 5.9 G operations a second.
    FAR(5, 3);

    private final double lastLevelBytes;
    private final double memoryBytes;

    Caches(double lastLevelBytes, double memoryBytes) {
        this.lastLevelBytes = lastLevelBytes;
        this.memoryBytes = memoryBytes;
    }

    /// Bytes that come from the last level in the time of one vector operation.
    public double lastLevelBytes() {
        return lastLevelBytes;
    }

    /// Bytes that come from memory in that time.
    public double memoryBytes() {
        return memoryBytes;
    }
}
