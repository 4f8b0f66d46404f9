package dev.convscope.result;

import java.util.List;
import java.util.OptionalLong;

/// What one fork measured: one model in one engine in one fresh JVM.
///
/// A build writes it for another to read, so that two builds can be compared.
///
/// @param sampleNanos the timed inferences in the order they were made; empty if the output
/// disagreed with the reference, for then there is no number
/// @param startup what came before the samples
/// @param warmupNanos all inferences before the first sample
/// @param warmupQuiet whether the JIT had fallen quiet when the warm-up ended
/// @param allocatedBytes heap allocated in all samples by the threads of the inference, by their
///     own counters
/// @param peakResidentBytes of the whole process, if the system tells
public record ForkResult(
        String model,
        String engine,
        Latency.Verified verified,
        List<Long> sampleNanos,
        Latency.Startup startup,
        long warmupNanos,
        boolean warmupQuiet,
        long allocatedBytes,
        OptionalLong peakResidentBytes,
        Jvm jvm)
        implements Result {
    public ForkResult {
        sampleNanos = List.copyOf(sampleNanos);
    }

    /// The JVM it ran in.
    ///
    /// @param version with the build: `25.0.3+9-LTS`
    /// @param compilers as the JVM names them
    /// @param vectorBits width of the preferred vector species
    public record Jvm(
            String vendor,
            String version,
            List<String> flags,
            String collector,
            String compilers,
            int vectorBits) {
        public Jvm {
            flags = List.copyOf(flags);
        }
    }
}
