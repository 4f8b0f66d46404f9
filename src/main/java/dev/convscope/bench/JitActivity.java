package dev.convscope.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// What the JVM does beside running Java code.
interface JitActivity {
    /// Time of all finished compilations so far.
    long compileNanos();

    /// Processor time of all threads that are not Java's so far: compilers and collectors.
    long backgroundNanos();

    /// Of this JVM.
    ///
    /// @param nativeWorkers whether the engine has threads of its own that Java does not know;
    /// then those of the JVM cannot be told apart
    static JitActivity ofThisJvm(boolean nativeWorkers) {
        var compilation = ManagementFactory.getCompilationMXBean();
        var threads = ManagementFactory.getThreadMXBean();
        var process =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return new JitActivity() {
            @Override
            public long compileNanos() {
                return compilation.getTotalCompilationTime() * 1_000_000;
            }

            @Override
            public long backgroundNanos() {
                return nativeWorkers ? 0 : process.getProcessCpuTime() - javaNanos(threads);
            }
        };
    }

    private static long javaNanos(ThreadMXBean threads) {
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            sum += Math.max(0, threads.getThreadCpuTime(id));
        }
        return sum;
    }
}
