package dev.convscope.result;

import java.util.List;

/// The part of a {@link ForkResult} that a comparison of builds rests on. These keys every build
/// writes, whatever else it writes.
///
/// @param sampleNanos the timed inferences; empty if the output disagreed with the reference
/// @param warmupQuiet whether the JIT had fallen quiet when the warm-up ended
/// @param allocatedBytes heap allocated by the calling thread in all samples
public record ForkSamples(List<Long> sampleNanos, boolean warmupQuiet, long allocatedBytes) {
    public ForkSamples {
        sampleNanos = List.copyOf(sampleNanos);
    }
}
