package dev.convscope.bench;

import dev.convscope.result.DoctorResult;

/// Looks at everything that makes numbers wrong or noisy, and says what to do about it.
public final class Doctor {
    private Doctor() {}

    /// Examines this machine; takes a few seconds, most of them in child JVMs.
    public static DoctorResult examine(Progress progress) {
        throw new UnsupportedOperationException("not yet built");
    }
}
