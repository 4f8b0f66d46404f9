package dev.convscope.kernels.simd;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What some work allocates once it is compiled, by the JVM's own counters.
///
/// Before C2 is done every vector is an object, so the work is repeated until it has been silent
/// for a while. A vector that stays boxed never is. A JVM that throws compiled code away while it
/// runs writes the vectors of its registers to the heap once: that ends a silence and is no
/// property of the work, which only has to be silent again.
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /// @param silent runs in a row during which no thread of the JVM may allocate
    /// @param limit processor time of this thread, so that a busy machine changes nothing
    /// @return 0, or the bytes of the last run that allocated if there was no such silence within
    ///     `limit`
    static long settle(Runnable work, int silent, Duration limit) {
        long end = THREADS.getCurrentThreadCpuTime() + limit.toNanos();
        int quiet = 0;
        long loudest = 0;
        while (quiet < silent && THREADS.getCurrentThreadCpuTime() < end) {
            long bytes = bytesOfAllThreads(work);
            quiet = bytes == 0 ? quiet + 1 : 0;
            if (bytes > 0) loudest = bytes;
        }
        return quiet == silent ? 0 : loudest;
    }

    /// Bytes that this thread allocates during one run.
    static long bytes(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static long bytesOfAllThreads(Runnable work) {
        long before = THREADS.getTotalThreadAllocatedBytes();
        work.run();
        return THREADS.getTotalThreadAllocatedBytes() - before;
    }
}
