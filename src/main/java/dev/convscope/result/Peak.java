package dev.convscope.result;

/// What this machine can do at most, measured: the roof that latencies are held against.
///
/// @param threads how many threads worked at once
/// @param vectorBits width of the vectors used
/// @param gflopPerSecond fused multiply-adds of all threads, two operations each, in 10⁹ per second
/// @param gigabytesPerSecond read bandwidth of all threads from memory, in 10⁹ bytes per second
public record Peak(int threads, int vectorBits, double gflopPerSecond, double gigabytesPerSecond) {
    public Peak {
        if (threads < 1) throw new IllegalArgumentException("threads must be positive");
        if (!(gflopPerSecond > 0) || !(gigabytesPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "a peak must be positive, was "
                            + gflopPerSecond
                            + " GFLOP/s and "
                            + gigabytesPerSecond
                            + " GB/s");
        }
    }

    /// The rate of `macs` multiply-accumulates in `nanos`, in GFLOP/s.
    public static double rate(long macs, long nanos) {
        return 2.0 * macs / nanos;
    }

    /// That rate as a share of this peak, 0 to 1 (above 1 if fewer multiplications were done).
    public double share(long macs, long nanos) {
        return rate(macs, nanos) / gflopPerSecond;
    }
}
