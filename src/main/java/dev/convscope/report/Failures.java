package dev.convscope.report;

import dev.convscope.result.Latency;
import dev.convscope.result.LatencyResult;

import java.util.ArrayList;
import java.util.List;

/// What a measurement did not give, in words.
final class Failures {
    static final String SPREAD =
            "p50 is the median of the forks' medians, low to high its 95 % interval over forks";

    static final String TOO_FEW =
            "too few forks for an interval: it takes at least " + Latency.LEAST_FORKS;

    private Failures() {}

    static List<String> lines(List<LatencyResult.Failure> failures, boolean complete) {
        var lines = new ArrayList<String>();
        for (var failure : failures) {
            lines.add(
                    "no number for "
                            + failure.model()
                            + " in "
                            + failure.engine()
                            + ": "
                            + failure.reason());
        }
        if (!complete) lines.add("incomplete: interrupted before the last fork");
        return lines;
    }
}
