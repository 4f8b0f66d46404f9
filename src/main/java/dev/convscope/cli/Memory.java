package dev.convscope.cli;

import java.lang.management.ManagementFactory;

/// The memory of this machine.
final class Memory {
    private Memory() {}

    /// In bytes; of the container, where there is a limit.
    static long ofMachine() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}
