package dev.convscope.gate;

import dev.convscope.statistics.Detectable;
import dev.convscope.statistics.Modes;
import dev.convscope.statistics.Moments;
import dev.convscope.statistics.Slowdown;
import dev.convscope.statistics.Trimmed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Judges two builds in two stages: a screen of every benchmark, then a confirmation of those that
/// look slower or are too noisy to tell, with forks that the suspicion does not rest on.
///
/// @param rules what counts as slower, and how sure that must be
/// @param tolerances by the benchmarks that must be there: the least slowdown of each that fails,
///     as a share
public record Duel(DuelRules rules, SortedMap<String, Double> tolerances) {
    private static final double POWER = 0.8;

    public Duel {
        tolerances = Collections.unmodifiableSortedMap(new TreeMap<>(tolerances));
        if (tolerances.isEmpty()) throw new IllegalArgumentException("a duel needs a benchmark");
    }

    /// All benchmarks with the same tolerance.
    public static Duel of(DuelRules rules, Set<String> expected) {
        SortedMap<String, Double> tolerances = new TreeMap<>();
        expected.forEach(name -> tolerances.put(name, rules.delta()));
        return new Duel(rules, tolerances);
    }

    private DuelRules rules(String name) {
        return rules.withDelta(tolerances.get(name));
    }

    /// After the screen: the suspects, or the verdicts if there are none.
    ///
    /// @param screen forks by benchmark
    public Decision screened(Map<String, Sides> screen) {
        Set<String> suspects = new TreeSet<>();
        screen.forEach(
                (name, sides) -> {
                    if (tolerances.containsKey(name) && isOpen(sides, rules(name)))
                        suspects.add(name);
                });
        return suspects.isEmpty()
                ? confirmed(screen, Map.of())
                : new Decision.MoreForks(suspects, rules.confirmPairs());
    }

    /// Not settled by a screen: it changed, or its forks differ too much to tell.
    private static boolean isOpen(Sides sides, DuelRules rules) {
        return changed(sides, rules)
                || modes(sides).isPresent()
                || detectable(sides, rules) > rules.matters();
    }

    private static Optional<Modes> modes(Sides sides) {
        return Modes.of(sides.base()).or(() -> Modes.of(sides.head()));
    }

    /// Slower or faster than noise explains, at the screen's easy level.
    private static boolean changed(Sides sides, DuelRules rules) {
        return suspicious(sides, rules) || suspicious(swapped(sides), rules);
    }

    private static boolean suspicious(Sides sides, DuelRules rules) {
        return Slowdown.ratio(sides.base(), sides.head()) > 1 + rules.screenDelta()
                && Slowdown.p(sides.base(), sides.head()) < rules.screenLevel();
    }

    /// After the confirmation: the verdicts.
    ///
    /// @param screen forks of all benchmarks
    /// @param fresh forks of the suspects; a suspect that is not among them is missing
    public Decision.Decided confirmed(Map<String, Sides> screen, Map<String, Sides> fresh) {
        List<NullControl.Judged> all = new ArrayList<>();
        for (var stage : List.of(screen, fresh)) {
            stage.forEach((name, sides) -> all.add(new NullControl.Judged(sides, rules(name))));
        }
        var floor = NullControl.of(all);
        Map<String, Double> p = corrected(fresh);
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (String name : tolerances.keySet()) {
            verdicts.put(name, verdict(name, screen, fresh, p, floor));
        }
        return new Decision.Decided(verdicts, floor.ratio());
    }

    /// Holm's p-values of the suspects, each the smaller of slowdown and speed-up.
    private static Map<String, Double> corrected(Map<String, Sides> fresh) {
        Map<String, Sides> ordered = new TreeMap<>(fresh);
        double[] raw =
                ordered.values().stream()
                        .mapToDouble(
                                sides ->
                                        Math.min(
                                                Slowdown.p(sides.base(), sides.head()),
                                                Slowdown.p(sides.head(), sides.base())))
                        .toArray();
        double[] adjusted = Slowdown.holm(raw);
        Map<String, Double> byName = new TreeMap<>();
        int i = 0;
        for (String name : ordered.keySet()) byName.put(name, adjusted[i++]);
        return byName;
    }

    private Verdict verdict(
            String name,
            Map<String, Sides> screen,
            Map<String, Sides> fresh,
            Map<String, Double> p,
            NullControl floor) {
        Sides first = screen.get(name);
        if (first == null) return new Verdict.Missing("no fork of it was measured");
        Sides second = fresh.get(name);
        if (second == null && isOpen(first, rules(name))) {
            return new Verdict.Missing("its suspicion was not followed up");
        }
        Sides judged = second == null ? first : second;
        double ratio = Slowdown.ratio(judged.base(), judged.head());
        if (!floor.reliable()) return new Verdict.Unreliable(ratio, floor.reason());
        Optional<Modes> modes = modes(judged);
        if (modes.isPresent()) return bimodal(judged, modes.get(), ratio, rules(name));
        return second == null
                ? passed(judged, ratio, rules(name))
                : judged(judged, ratio, p.get(name), rules(name));
    }

    private Verdict judged(Sides sides, double ratio, double p, DuelRules rules) {
        if (p < rules.confirmLevel() && ratio >= 1 + rules.delta()) {
            return new Verdict.Regressed(ratio, p);
        }
        if (p < rules.confirmLevel() && ratio <= 1 / (1 + rules.delta())) {
            return new Verdict.Improved(ratio, p);
        }
        return passed(sides, ratio, rules);
    }

    private Verdict passed(Sides sides, double ratio, DuelRules rules) {
        double detectable = detectable(sides, rules);
        return detectable <= rules.matters()
                ? new Verdict.Pass(ratio, detectable)
                : new Verdict.Inconclusive(
                        ratio,
                        "forks differ too much: only a slowdown of "
                                + Percent.of(detectable - 1)
                                + " would have been found");
    }

    /// The slowdown that both stages would have found, given how much these forks differ.
    public double detectable(Sides sides) {
        return detectable(sides, rules);
    }

    private static double detectable(Sides sides, DuelRules rules) {
        double error =
                Math.sqrt(
                        Trimmed.of(Moments.logs(sides.base())).squaredError()
                                + Trimmed.of(Moments.logs(sides.head())).squaredError());
        return Math.max(
                detectable(sides, error, rules.screenPairs(), rules.screenLevel()),
                detectable(sides, error, rules.confirmPairs(), rules.confirmLevel()));
    }

    /// The error of so many pairs follows from that of those there are.
    private static double detectable(Sides sides, double error, int pairs, double level) {
        int freedom = 2 * Trimmed.freedom(pairs);
        return Detectable.ofError(
                error * Math.sqrt((double) sides.pairs() / pairs), freedom, level, POWER);
    }

    /// The code has two speeds: it fails only if the fast one became slower or rarer.
    private static Verdict bimodal(Sides sides, Modes modes, double ratio, DuelRules rules) {
        double[] base = modes.fast(sides.base());
        double[] head = modes.fast(sides.head());
        double shares =
                Slowdown.differenceOfShares(
                        modes.slow(sides.base()),
                        sides.pairs(),
                        modes.slow(sides.head()),
                        sides.pairs());
        if (shares < rules.confirmLevel() && head.length < base.length) {
            return new Verdict.Regressed(ratio, shares);
        }
        if (base.length >= 2 && head.length >= 2) {
            double fast = Moments.geometricMean(head) / Moments.geometricMean(base);
            double p = Slowdown.independent(base, head);
            if (p < rules.confirmLevel() && fast >= 1 + rules.delta()) {
                return new Verdict.Regressed(fast, p);
            }
        }
        return new Verdict.Inconclusive(
                ratio,
                "forks run at two speeds, "
                        + modes.slow(sides.base())
                        + " of "
                        + sides.pairs()
                        + " slow before and "
                        + modes.slow(sides.head())
                        + " now");
    }

    private static Sides swapped(Sides sides) {
        return new Sides(sides.head(), sides.base());
    }
}
