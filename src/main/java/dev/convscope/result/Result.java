package dev.convscope.result;

import java.util.Locale;

/// The outcome of one command: what its JSON holds, and what every other format is made from.
///
/// The components of the implementing record are the keys, as described in the package page. A
/// record named `SummaryResult` is the outcome of `summary`.
public sealed interface Result
        permits BaselineResult,
                BlocksResult,
                CalibrationResult,
                CompareResult,
                DiagnoseResult,
                DoctorResult,
                ExplainResult,
                ForkResult,
                GateResult,
                HistoryResult,
                KernelsResult,
                ProbeResult,
                LatencyResult,
                ModelsResult,
                PaperResult,
                ProfileResult,
                ScaleResult,
                SearchResult,
                StepTimesResult,
                SummaryResult,
                VerifyResult {
    /// The command that made it, as typed.
    default String command() {
        return commandOf(getClass());
    }

    /// The first key of its JSON: which keys to expect, and in which version.
    default String schema() {
        return schemaOf(getClass());
    }

    /// The schema of the files that hold a `type`.
    static String schemaOf(Class<? extends Result> type) {
        return "convscope/" + commandOf(type) + "/v1";
    }

    private static String commandOf(Class<? extends Result> type) {
        String name = type.getSimpleName();
        return name.substring(0, name.length() - "Result".length()).toLowerCase(Locale.ROOT);
    }
}
