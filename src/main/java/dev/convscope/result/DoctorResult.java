package dev.convscope.result;

import java.util.List;
import java.util.Locale;

/// Whether this machine is fit to measure.
public record DoctorResult(Environment environment, List<Check> checks) implements Result {
    public DoctorResult {
        checks = List.copyOf(checks);
    }

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
