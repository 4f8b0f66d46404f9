package dev.convscope.bench;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Runs inferences until the JIT has nothing left to do.
///
/// A rule on the spread of times would stop too early as often as too late; what the compilers do
/// is known exactly.
final class WarmUp {
    /// Inferences are counted in slices of at least this long.
    private static final long SLICE_NANOS = 250_000_000;

    /// Slices in a row without compilation that end the warm-up.
    private static final int QUIET_SLICES = 2;

    /// Share of a slice that compilers may still work: small methods of the JVM's own.
    private static final double QUIET_SHARE = 0.02;

    private final LongSupplier clock;
    private final JitActivity jit;

    /// @param clock nanoseconds
    WarmUp(LongSupplier clock, JitActivity jit) {
        this.clock = clock;
        this.jit = jit;
    }

    /// @param least warms up at least as long
    /// @param most gives up waiting for quiet after it
    record Bounds(Duration least, Duration most) {
        /// A second at least, because compilers work in bursts; fifteen at most, because some JVMs
        /// never settle.
        static final Bounds DEFAULT = new Bounds(Duration.ofSeconds(1), Duration.ofSeconds(15));

        Bounds {
            if (least.isNegative() || most.compareTo(least) < 0) {
                throw new IllegalArgumentException("no warm-up from " + least + " to " + most);
            }
        }
    }

    /// @param nanos how long it took
    /// @param quiet whether the compilers had fallen quiet
    record Outcome(long nanos, boolean quiet) {}

    Outcome run(Runnable inference, Bounds bounds) {
        long start = clock.getAsLong();
        int quietSlices = 0;
        while (true) {
            quietSlices = slice(inference) ? quietSlices + 1 : 0;
            long passed = clock.getAsLong() - start;
            boolean quiet = quietSlices >= QUIET_SLICES;
            if (quiet && passed >= bounds.least().toNanos()) return new Outcome(passed, true);
            if (passed >= bounds.most().toNanos()) return new Outcome(passed, quiet);
        }
    }

    /// Whether the compilers were quiet while it ran.
    private boolean slice(Runnable inference) {
        long start = clock.getAsLong();
        long compiled = jit.compileNanos();
        long passed;
        do {
            inference.run();
            passed = clock.getAsLong() - start;
        } while (passed < SLICE_NANOS);
        return jit.compileNanos() - compiled <= QUIET_SHARE * passed && jit.idle();
    }
}
