package dev.convscope.gate;

import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Fork;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Duels of one benchmark that never ran, drawn from forks of the same code that did.
///
/// A duel's pairs are drawn with replacement from all recorded ones, so that what both forks of a
/// pair share stays shared; which of the two is the base is tossed. The level of each recorded duel
/// is taken out first, because a machine drifts more between duels than within one, and the spread
/// is widened by what taking out a mean takes away. Tails are as good as what was recorded: this
/// tells power, it proves no rate.
public final class Simulation {
    private final DuelRules rules;
    private final String model;
    private final List<double[]> pairs = new ArrayList<>();

    /// @param duels of the same code, each with its forks
    public Simulation(DuelRules rules, String model, List<GateResult> duels) {
        this.rules = rules;
        this.model = model;
        for (GateResult duel : duels) add(duel.forks());
    }

    private void add(List<Fork> forks) {
        for (int stage : new int[] {1, 2}) {
            Sides sides = Sides.of(forks, stage).get(model);
            if (sides != null) add(sides);
        }
    }

    private void add(Sides sides) {
        int count = 2 * sides.pairs();
        double mean =
                (Arrays.stream(sides.base()).map(Math::log).sum()
                                + Arrays.stream(sides.head()).map(Math::log).sum())
                        / count;
        double widened = Math.sqrt(count / (count - 1.0));
        for (int i = 0; i < sides.pairs(); i++) {
            pairs.add(
                    new double[] {
                        widened * (Math.log(sides.base()[i]) - mean),
                        widened * (Math.log(sides.head()[i]) - mean)
                    });
        }
    }

    /// How many recorded pairs it draws from.
    public int recorded() {
        return pairs.size();
    }

    /// Verdicts of simulated duels by name, and how many went into their second stage.
    ///
    /// @param slowdown of the head, as a share
    /// @param duels how many
    public Outcome run(double slowdown, int duels, long seed) {
        var random = new SplittableRandom(seed);
        Map<GateResult.Verdict, Integer> verdicts = new TreeMap<>();
        int suspected = 0;
        var duel = new Duel(rules, new TreeMap<>(Map.of(model, rules.delta())));
        for (int i = 0; i < duels; i++) {
            var screen = Map.of(model, draw(rules.screenPairs(), slowdown, random));
            Decision.Decided decided =
                    switch (duel.screened(screen)) {
                        case Decision.Decided now -> now;
                        case Decision.MoreForks more -> {
                            suspected++;
                            var fresh = Map.of(model, draw(more.pairs(), slowdown, random));
                            yield duel.confirmed(screen, fresh);
                        }
                    };
            verdicts.merge(DuelReport.named(decided.verdicts().get(model)), 1, Integer::sum);
        }
        return new Outcome(duels, suspected, verdicts);
    }

    private Sides draw(int count, double slowdown, SplittableRandom random) {
        double[] base = new double[count];
        double[] head = new double[count];
        for (int i = 0; i < count; i++) {
            double[] pair = pairs.get(random.nextInt(pairs.size()));
            int first = random.nextInt(2);
            base[i] = Math.exp(pair[first]);
            head[i] = Math.exp(pair[1 - first]) * (1 + slowdown);
        }
        return new Sides(base, head);
    }

    /// @param duels how many were simulated
    /// @param suspected how many needed fresh forks
    public record Outcome(int duels, int suspected, Map<GateResult.Verdict, Integer> verdicts) {
        public Outcome {
            verdicts = Map.copyOf(verdicts);
        }

        /// The share of a verdict.
        public double share(GateResult.Verdict verdict) {
            return (double) verdicts.getOrDefault(verdict, 0) / duels;
        }
    }
}
