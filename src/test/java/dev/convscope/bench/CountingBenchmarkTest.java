package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

class CountingBenchmarkTest {
    private static final int CANDIDATES = 4000;

    /// The goal, held by JMH on a quiet machine, is 20,000; here the compiler has hardly warmed up,
    /// and processor time leaves out what other processes take.
    @Test
    void countsThousandsOfConfigurationsPerSecondOfProcessorTime() {
        var benchmark = new CountingBenchmark();
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < CANDIDATES; i++) benchmark.configuration();

        long start = clock.getCurrentThreadCpuTime();
        long macs = 0;
        for (int i = 0; i < CANDIDATES; i++) macs += benchmark.configuration().macs();
        double seconds = (clock.getCurrentThreadCpuTime() - start) / 1e9;

        assertThat(macs / CANDIDATES).isBetween(386_000_000L, 6_000_000_000L);
        assertThat(CANDIDATES / seconds).isGreaterThan(5000);
    }
}
