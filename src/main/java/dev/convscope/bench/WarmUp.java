package dev.convscope.bench;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Runs inferences until the JIT has nothing left to do.
///
/// A rule on the spread of times would stop too early as often as too late; what the compilers do
/// is known exactly.
final class WarmUp {
    /// Inferences are counted in slices of this part of the least time, or of one inference.
    private static final int SLICES = 4;

    /// Slices in a row without compilation that end the warm-up.
    private static final int QUIET_SLICES = 2;

    private final LongSupplier clock;
    private final JitActivity jit;

    /// @param clock nanoseconds
    WarmUp(LongSupplier clock, JitActivity jit) {
        this.clock = clock;
        this.jit = jit;
    }

    /// @param least warms up at least as long
    /// @param most gives up waiting for quiet after it
    /// @param busyShare of a slice that compilers may still work on small methods
    record Bounds(Duration least, Duration most, double busyShare) {
        private static final Duration MOST = Duration.ofSeconds(15);
        private static final double SMALL_METHODS = 0.02;

        /// A second at least, because compilers work in bursts; fifteen at most, because some JVMs
        /// never settle.
        static final Bounds DEFAULT = new Bounds(Duration.ofSeconds(1), MOST);

        /// Of forks that count with their fastest inference: methods that are compiled beside it
        /// do not change it, and a kernel takes longer than this to compile.
        static final Bounds OF_DUELS = new Bounds(Duration.ofMillis(250), MOST, 0.2);

        Bounds {
            if (least.isNegative() || most.compareTo(least) < 0) {
                throw new IllegalArgumentException("no warm-up from " + least + " to " + most);
            }
            if (!(busyShare >= 0 && busyShare <= 1)) {
                throw new IllegalArgumentException("a share is from 0 to 1, was " + busyShare);
            }
        }

        /// The same with compilers as quiet as they get.
        Bounds(Duration least, Duration most) {
            this(least, most, SMALL_METHODS);
        }
    }

    /// @param nanos how long it took
    /// @param quiet whether the compilers had fallen quiet
    record Outcome(long nanos, boolean quiet) {}

    Outcome run(Runnable inference, Bounds bounds) {
        long start = clock.getAsLong();
        int quietSlices = 0;
        while (true) {
            quietSlices = slice(inference, bounds) ? quietSlices + 1 : 0;
            long passed = clock.getAsLong() - start;
            boolean quiet = quietSlices >= QUIET_SLICES;
            if (quiet && passed >= bounds.least().toNanos()) return new Outcome(passed, true);
            if (passed >= bounds.most().toNanos()) return new Outcome(passed, quiet);
        }
    }

    /// Whether the compilers were quiet while it ran.
    private boolean slice(Runnable inference, Bounds bounds) {
        long least = bounds.least().toNanos() / SLICES;
        long start = clock.getAsLong();
        long compiled = jit.compileNanos();
        long passed;
        do {
            inference.run();
            passed = clock.getAsLong() - start;
        } while (passed < least);
        return jit.compileNanos() - compiled <= bounds.busyShare() * passed && jit.idle();
    }
}
