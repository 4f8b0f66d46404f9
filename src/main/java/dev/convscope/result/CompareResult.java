package dev.convscope.result;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Networks side by side: what they cost, how long they take here, and both as ratios.
///
/// @param convention the rule that `flops` follows
/// @param complete false if the run was interrupted before its last fork
/// @param rows one per model and engine, in the order asked for
/// @param remarks what a reader of the times must know about some forks, a sentence each
/// @param failures the measurements that are missing from the rows, with the reason
public record CompareResult(
        Environment environment,
        String convention,
        boolean complete,
        List<Row> rows,
        List<String> remarks,
        List<LatencyResult.Failure> failures)
        implements Result {
    public CompareResult {
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
        failures = List.copyOf(failures);
    }

    /// The same with more remarks.
    public CompareResult withRemarks(List<String> more) {
        List<String> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new CompareResult(environment, convention, complete, rows, all, failures);
    }

    /// One model in one engine. Ratios are against the first row; a time is absent where nothing
    /// was measured.
    ///
    /// @param input side of the square input, in pixels
    /// @param params trainable numbers
    /// @param macs of one image
    /// @param flops of one image
    /// @param weightBytes fp32, statistics included
    /// @param peakActivationBytes fp32, of the whole batch
    /// @param p50Nanos median over forks of the time of one batch
    /// @param lowNanos lower end of the 95 % interval over forks
    /// @param highNanos upper end of the 95 % interval over forks
    /// @param gflopPerSecond two operations per MAC, over the median time
    /// @param shareOfPeak that rate over the measured peak of the machine
    /// @param macsRatio MACs over those of the first row
    /// @param latencyRatio median time over that of the first row
    /// @param top1 published accuracy of this very configuration, in percent
    public record Row(
            String model,
            String engine,
            int input,
            long params,
            long macs,
            long flops,
            long weightBytes,
            long peakActivationBytes,
            OptionalLong p50Nanos,
            OptionalLong lowNanos,
            OptionalLong highNanos,
            OptionalDouble gflopPerSecond,
            OptionalDouble shareOfPeak,
            double macsRatio,
            OptionalDouble latencyRatio,
            OptionalDouble top1) {}
}
