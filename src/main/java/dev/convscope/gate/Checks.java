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

    /// The gravest verdict; nothing to check is nothing proven.
    static GateResult.Verdict gravest(List<Check> checks) {
        return checks.stream()
                .map(Check::verdict)
                .reduce(GateResult.Verdict::or)
                .orElse(GateResult.Verdict.MISSING);
    }
}
