package dev.convscope.result;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// What a gate decided.
///
/// @param verdict the gravest of all checks
/// @param floor geometric mean of the ratios of base with itself, the run's own null control;
/// absent where nothing was timed
/// @param seed from which the same decision follows again
public record GateResult(Verdict verdict, List<Check> checks, OptionalDouble floor, long seed)
        implements Result {
    public GateResult {
        checks = List.copyOf(checks);
    }

    /// One metric of one model.
    ///
    /// @param base value before; absent if there was none
    /// @param head value now; absent if there is none
    /// @param ratio head by base
    /// @param lowRatio the interval of the ratio, where there is one
    /// @param minimumDetectableRatio the slowdown that would have been found
    /// @param p chance of such a slowdown by accident, corrected for the number of checks
    /// @param forks of each side
    /// @param reason one sentence where the verdict needs one, else empty
    public record Check(
            String model,
            String metric,
            Verdict verdict,
            OptionalDouble base,
            OptionalDouble head,
            OptionalDouble ratio,
            OptionalDouble lowRatio,
            OptionalDouble highRatio,
            OptionalDouble minimumDetectableRatio,
            OptionalDouble p,
            int forks,
            String reason) {}

    /// From harmless to grave.
    public enum Verdict {
        PASS,
        IMPROVED,
        NEW,
        INCONCLUSIVE,
        UNRELIABLE,
        NOT_COMPARABLE,
        MISSING,
        OVER_BUDGET,
        REGRESSED;

        /// The graver of the two.
        public Verdict or(Verdict other) {
            return compareTo(other) >= 0 ? this : other;
        }

        /// As in JSON: camel case.
        @Override
        public String toString() {
            String[] words = name().toLowerCase(Locale.ROOT).split("_");
            var text = new StringBuilder(words[0]);
            for (int i = 1; i < words.length; i++) {
                text.append(Character.toUpperCase(words[i].charAt(0)))
                        .append(words[i].substring(1));
            }
            return text.toString();
        }
    }
}
