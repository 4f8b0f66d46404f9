package dev.convscope.bench;

import java.time.Duration;

/// Told how far a measurement is. Called from one thread, a few times a second at most.
@FunctionalInterface
public interface Progress {
    /// @param now what is being done: `resnet-50 vector, fork 3 of 5`
    /// @param done share of the expected time that has passed, 0 to 1
    /// @param remaining expected time to the end
    void at(String now, double done, Duration remaining);

    /// Tells nobody.
    static Progress none() {
        return (_, _, _) -> {};
    }
}
