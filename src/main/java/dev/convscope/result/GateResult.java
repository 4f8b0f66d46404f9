package dev.convscope.result;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a gate decided.
///
/// @param verdict the gravest of all checks
/// @param complete false if it was interrupted before its last fork
/// @param floor geometric mean of the ratios of base with itself, the run's own null control;
/// absent where nothing was timed
/// @param seed from which the same decision follows again
/// @param notes sentences beside the verdict: forks to distrust, what the history says
/// @param sides what was compared with what; absent where nothing was timed in turns
/// @param tolerances of a duel, by model: the least slowdown that fails, as a share
/// @param forks of a duel in the order they ran: with seed and tolerances, the verdict follows from
/// them again
/// @param environment of the times; absent where nothing was timed
public record GateResult(
        Verdict verdict,
        boolean complete,
        List<Check> checks,
        OptionalDouble floor,
        long seed,
        List<String> notes,
        Optional<Sides> sides,
        SortedMap<String, Double> tolerances,
        List<Fork> forks,
        Optional<Environment> environment)
        implements Result {
    public GateResult {
        checks = List.copyOf(checks);
        notes = List.copyOf(notes);
        tolerances = Collections.unmodifiableSortedMap(new TreeMap<>(tolerances));
        forks = List.copyOf(forks);
    }

    /// One that timed nothing in turns.
    public static GateResult of(
            Verdict verdict, List<Check> checks, Optional<Environment> environment) {
        return new GateResult(
                verdict,
                true,
                checks,
                OptionalDouble.empty(),
                0,
                List.of(),
                Optional.empty(),
                new TreeMap<>(Map.of()),
                List.of(),
                environment);
    }

    /// The same with more notes.
    public GateResult noting(List<String> more) {
        return new GateResult(
                verdict,
                complete,
                checks,
                floor,
                seed,
                java.util.stream.Stream.concat(notes.stream(), more.stream()).toList(),
                sides,
                tolerances,
                forks,
                environment);
    }

    /// The names of both sides of a duel.
    public record Sides(String base, String head) {}

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

    /// One fresh JVM of a duel.
    ///
    /// @param model the benchmark
    /// @param stage 1 where everything is screened, 2 where a suspicion is confirmed
    /// @param pair place of its pair within the stage, from 0
    /// @param head whether it is of the head side
    /// @param minNanos its fastest inference, which the verdict rests on: what disturbs a fork only
    ///     makes it slower
    /// @param p50Nanos median over its inferences
    /// @param allocatedBytesPerInference heap allocated by the calling thread
    /// @param warmupQuiet whether the JIT had fallen quiet when its warm-up ended
    /// @param stealShare processor time that the hypervisor gave to others meanwhile, 0 to 1
    /// @param wallNanos from its request to its result
    public record Fork(
            String model,
            int stage,
            int pair,
            boolean head,
            double minNanos,
            double p50Nanos,
            double allocatedBytesPerInference,
            boolean warmupQuiet,
            double stealShare,
            long wallNanos) {}

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
