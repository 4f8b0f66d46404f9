package dev.convscope.result;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether this machine is fit to measure, and with which noise.
///
/// @param forkNoise absent if it was not measured
public record DoctorResult(
        Environment environment, List<Check> checks, Optional<ForkNoise> forkNoise)
        implements Result {
    public DoctorResult {
        checks = List.copyOf(checks);
    }

    /// How much fresh JVMs differ that measure the same.
    ///
    /// @param model what they measured, in the vector engine on one thread
    /// @param forkNanos the median of each
    /// @param spread standard deviation of their logarithms: 0.01 is about one percent
    /// @param detectable how large a slowdown a duel tells with so many forks a side
    public record ForkNoise(
            String model, List<Long> forkNanos, double spread, List<Detectable> detectable) {
        public ForkNoise {
            forkNanos = List.copyOf(forkNanos);
            detectable = List.copyOf(detectable);
        }
    }

    /// @param forks a side
    /// @param ratio of times that is found in 80 % of duels, with 1 % false alarms
    public record Detectable(int forks, double ratio) {}

    /// Whether nothing stands against measuring here; warnings do not.
    public boolean fit() {
        return checks.stream().noneMatch(check -> check.status() == Status.FAIL);
    }

    /// One thing looked at.
    ///
    /// @param remedy what to do about it; empty when all is well
    public record Check(String name, Status status, String found, String expected, String remedy) {}

    /// How grave a finding is.
    public enum Status {
        /// as it should be
        OK,
        /// numbers will be noisier or slower than they could be
        WARN,
        /// numbers would be wrong, or there would be none
        FAIL,
        /// this machine does not tell
        UNKNOWN;

        /// As in JSON: lower case.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
