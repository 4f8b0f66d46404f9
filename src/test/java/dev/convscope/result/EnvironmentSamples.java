package dev.convscope.result;

import java.util.List;
import java.util.Optional;

/// Environments for tests.
public final class EnvironmentSamples {
    private EnvironmentSamples() {}

    /// One of which only what must be there is known.
    public static Environment bare() {
        return new Environment(
                new Environment.Cpu(
                        "A CPU",
                        Optional.empty(),
                        List.of(),
                        1,
                        2,
                        2,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        List.of()),
                new Environment.Limits(
                        2,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1L << 33,
                        Optional.empty()),
                new Environment.Noise(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new Environment.Software(
                        "Linux",
                        "6",
                        Optional.empty(),
                        "A vendor",
                        "25.0.3+9",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new Environment.Run(
                        "1",
                        Optional.empty(),
                        Optional.empty(),
                        "2026-11-22T12:00:00Z",
                        1,
                        List.of(),
                        Optional.empty()));
    }
}
