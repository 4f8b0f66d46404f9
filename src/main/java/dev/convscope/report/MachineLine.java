package dev.convscope.report;

import dev.convscope.result.Environment;
import dev.convscope.result.Peak;

/// The machine in one line: what every measured number needs beside it.
final class MachineLine {
    private MachineLine() {}

    static String of(Environment environment) {
        var cpu = environment.cpu();
        var software = environment.software();
        var line = new StringBuilder(cpu.model());
        line.append(", ").append(environment.limits().usableProcessors()).append(" processors");
        software.vectorBits()
                .ifPresent(bits -> line.append(", ").append(bits).append("-bit vectors"));
        line.append(", JDK ").append(software.jdk());
        environment.run().peak().ifPresent(peak -> line.append(", ").append(peak(peak)));
        return line.toString();
    }

    private static String peak(Peak peak) {
        return "measured peak "
                + Figures.significant(peak.gflopPerSecond())
                + " GFLOP/s on "
                + (peak.threads() == 1 ? "1 thread" : peak.threads() + " threads");
    }
}
