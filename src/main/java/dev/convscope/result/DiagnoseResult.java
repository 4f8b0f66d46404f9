package dev.convscope.result;

import java.util.List;
import java.util.Optional;

/// Which typical mistakes give a count.
///
/// @param model as the user would type it
/// @param params the count in question, as typed
/// @param macs the count in question, as typed
/// @param findings mistakes, the likeliest first
public record DiagnoseResult(
        String model, Optional<String> params, Optional<String> macs, List<Finding> findings)
        implements Result {
    public DiagnoseResult {
        findings = List.copyOf(findings);
    }

    /// One mistake.
    ///
    /// @param mistake what was done differently
    /// @param params what it gives
    /// @param macs what it gives
    /// @param exact whether the numbers typed print exactly like these
    /// @param deviation the larger relative deviation
    public record Finding(
            String mistake, long params, long macs, boolean exact, double deviation) {}
}
