package dev.convscope.gate;

import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Check;

import java.util.List;
import java.util.OptionalDouble;

/// Makes checks and sums them up.
final class Checks {
    private Checks() {}

    /// A check without numbers.
    static Check bare(String model, String metric, GateResult.Verdict verdict, String reason) {
        return new Check(
                model,
                metric,
                verdict,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                reason);
    }

    /// The same numbers with another verdict.
    static Check with(Check check, GateResult.Verdict verdict, String reason) {
        return new Check(
                check.model(),
                check.metric(),
                verdict,
                check.base(),
                check.head(),
                check.ratio(),
                check.lowRatio(),
                check.highRatio(),
                check.minimumDetectableRatio(),
                check.p(),
                check.forks(),
                reason);
    }

    /// Two counts.
    static Check counts(
            String model,
            String metric,
            GateResult.Verdict verdict,
            long before,
            long now,
            int forks,
            String reason) {
        return new Check(
                model,
                metric,
                verdict,
                OptionalDouble.of(before),
                OptionalDouble.of(now),
                before == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) now / before),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                forks,
                reason);
    }

    /// The gravest verdict; nothing to check is nothing proven.
    static GateResult.Verdict gravest(List<Check> checks) {
        return checks.stream()
                .map(Check::verdict)
                .reduce(GateResult.Verdict::or)
                .orElse(GateResult.Verdict.MISSING);
    }
}
