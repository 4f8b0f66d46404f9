package dev.convscope.bench;

import dev.convscope.result.Peak;

import java.util.List;

/// Measures what the machine can do at most, in a child JVM.
public final class MachinePeak {
    private MachinePeak() {}

    /// The peak of one thread.
    ///
    /// @throws MeasurementException if the child gives no number
    public static Peak measure() {
        return measure(1);
    }

    /// The peak of several threads at once.
    public static Peak measure(int threads) {
        if (threads < 1) throw new IllegalArgumentException("threads must be positive");
        try {
            return MachineProbe.run(threads).peak();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("interrupted", List.of());
        }
    }
}
