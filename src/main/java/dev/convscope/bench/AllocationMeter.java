package dev.convscope.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// Heap that inferences allocate, by the counters of the threads that make them: the caller, and
/// the workers of the vector engine.
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
    private long callerBefore;
    private long caller;
    private long workersBefore = -1;

    /// Begins a sample.
    void begin() {
        callerBefore = threads.getCurrentThreadAllocatedBytes();
    }

    /// Ends it; workers are counted from the first one kept to the call of {@link #bytes()}.
    void end(boolean kept) {
        long after = threads.getCurrentThreadAllocatedBytes();
        if (!kept) return;
        caller += after - callerBefore;
        if (workersBefore < 0) workersBefore = ofWorkers();
    }

    /// Of all samples kept.
    long bytes() {
        return caller + (workersBefore < 0 ? 0 : Math.max(0, ofWorkers() - workersBefore));
    }

    private long ofWorkers() {
        return Arrays.stream(threads.getThreadAllocatedBytes(workers))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
