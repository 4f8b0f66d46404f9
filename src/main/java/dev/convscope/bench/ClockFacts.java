package dev.convscope.bench;

import java.util.Optional;

/// How finely time can be told.
///
/// @param source the kernel's name of it
/// @param stepNanos the smallest step seen between two readings
record ClockFacts(Optional<String> source, long stepNanos) {
    private static final int READINGS = 100_000;

    static ClockFacts ofThisMachine() {
        return new ClockFacts(
                SystemFiles.ofThisMachine()
                        .text("sys/devices/system/clocksource/clocksource0/current_clocksource"),
                smallestStep());
    }

    private static long smallestStep() {
        long smallest = Long.MAX_VALUE;
        long before = System.nanoTime();
        for (int i = 0; i < READINGS; i++) {
            long now = System.nanoTime();
            if (now > before) smallest = Math.min(smallest, now - before);
            before = now;
        }
        return smallest;
    }
}
