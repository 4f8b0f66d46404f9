package dev.convscope.kernels.simd;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What some work allocates once it is compiled, by the JVM's own counter.
///
/// Before C2 is done every vector is an object, so the work is repeated until it has been silent
/// for a while. A vector that stays boxed never is.
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /// @param limit processor time of this thread, so that a busy machine changes nothing
    /// @return 0, or the bytes of the last run if no `silent` runs in a row are silent within
    ///     `limit`
    static long settle(Runnable work, int silent, Duration limit) {
        long end = THREADS.getCurrentThreadCpuTime() + limit.toNanos();
        int quiet = 0;
        long bytes = 0;
        while (quiet < silent && THREADS.getCurrentThreadCpuTime() < end) {
            bytes = bytes(work);
            quiet = bytes == 0 ? quiet + 1 : 0;
        }
        return quiet == silent ? 0 : bytes;
    }

    /// Bytes that this thread allocates during one run.
    static long bytes(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /// Bytes that all threads together allocate during `runs` runs.
    static long bytesOfAllThreads(Runnable work, int runs) {
        long before = THREADS.getTotalThreadAllocatedBytes();
        for (int i = 0; i < runs; i++) work.run();
        return THREADS.getTotalThreadAllocatedBytes() - before;
    }
}
