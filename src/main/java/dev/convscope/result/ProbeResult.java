package dev.convscope.result;

import java.util.List;

/// What a child JVM found out about the machine by running on it.
///
/// @param peak of the vector unit and of memory
/// @param scalarGflopPerSecond of one thread that multiplies and adds without vectors
/// @param gigahertz clock of the processor while it computes, as its own instructions tell
/// @param loopNanos one calibrated loop, timed again and again: the machine's own noise
public record ProbeResult(
        Peak peak,
        double scalarGflopPerSecond,
        double gigahertz,
        List<Long> loopNanos,
        ForkResult.Jvm jvm)
        implements Result {
    public ProbeResult {
        loopNanos = List.copyOf(loopNanos);
    }
}
