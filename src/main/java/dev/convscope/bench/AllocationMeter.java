package dev.convscope.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// Heap that inferences allocate, by the counters of the threads that make them: the caller, and
/// the workers of the vector engine.
///
/// What counts is what a typical inference allocates. A JVM that throws compiled code away writes
/// values of its registers to the heap once, which is a cost of that inference and not of all.
final class AllocationMeter {
    /// What {@link dev.convscope.executor} calls its threads.
    private static final String WORKER = "convscope-";

    private final com.sun.management.ThreadMXBean threads =
            ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
    private final long[] workers =
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith(WORKER))
                    .mapToLong(Thread::threadId)
                    .toArray();
    private final long[] caller;
    private int kept;
    private long callerBefore;
    private long workersBefore = -1;

    /// @param most samples that can be kept
    AllocationMeter(int most) {
        caller = new long[most];
    }

    /// Begins a sample.
    void begin() {
        callerBefore = threads.getCurrentThreadAllocatedBytes();
    }

    /// Ends it; workers are counted from the first one kept to the call of {@link #bytes()}.
    void end(boolean keep) {
        long after = threads.getCurrentThreadAllocatedBytes();
        if (!keep) return;
        caller[kept++] = after - callerBefore;
        if (workersBefore < 0) workersBefore = ofWorkers();
    }

    /// Of all samples kept, each taken to allocate as much in its caller as the median one.
    long bytes() {
        long[] sorted = Arrays.copyOf(caller, kept);
        Arrays.sort(sorted);
        long typical = kept == 0 ? 0 : sorted[kept / 2];
        return kept * typical + (workersBefore < 0 ? 0 : Math.max(0, ofWorkers() - workersBefore));
    }

    private long ofWorkers() {
        return Arrays.stream(threads.getThreadAllocatedBytes(workers))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
