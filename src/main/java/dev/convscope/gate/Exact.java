package dev.convscope.gate;

import dev.convscope.result.BaselineResult;
import dev.convscope.result.BaselineResult.Benchmark;
import dev.convscope.result.GateResult.Check;
import dev.convscope.result.GateResult.Verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/// Compares what does not depend on the machine, to the unit.
///
/// Counts state what a network is: any change of them fails, in either direction, until a new
/// baseline says that it was meant. Costs of the engine may fall.
public final class Exact {
    /// Metrics of which less is better.
    private static final Set<String> COSTS =
            Set.of("allocatedBytes", "arenaBytes128", "arenaBytes256", "arenaBytes512");

    private Exact() {}

    /// All metrics of all models of both.
    public static List<Check> compare(BaselineResult base, BaselineResult head) {
        List<Check> checks = new ArrayList<>(settings(base, head));
        Map<String, Benchmark> before = byModel(base);
        Map<String, Benchmark> now = byModel(head);
        Set<String> models = new TreeSet<>(before.keySet());
        models.addAll(now.keySet());
        for (String model : models) {
            if (!now.containsKey(model)) {
                checks.add(
                        whole(model, Verdict.MISSING, "it is in the baseline, but not measured"));
            } else if (!before.containsKey(model)) {
                checks.add(whole(model, Verdict.NEW, "it is not in the baseline"));
            } else {
                checks.addAll(compare(before.get(model), now.get(model)));
            }
        }
        return List.copyOf(checks);
    }

    /// A baseline of other settings, or one that is not whole, proves nothing about what it lacks.
    private static List<Check> settings(BaselineResult base, BaselineResult head) {
        List<Check> checks = new ArrayList<>();
        if (!base.profile().equals(head.profile())) {
            checks.add(
                    Checks.bare(
                            "all",
                            "profile",
                            Verdict.NOT_COMPARABLE,
                            "the baseline was recorded with other settings ("
                                    + base.profile()
                                    + ", now "
                                    + head.profile()
                                    + "): record it anew with --force"));
        }
        if (!base.complete()) {
            checks.add(
                    Checks.bare(
                            "all",
                            "baseline",
                            Verdict.MISSING,
                            "recording it was interrupted: record it anew with --force"));
        }
        return checks;
    }

    private static Map<String, Benchmark> byModel(BaselineResult result) {
        Map<String, Benchmark> byModel = new LinkedHashMap<>();
        result.benchmarks().forEach(benchmark -> byModel.put(benchmark.model(), benchmark));
        return byModel;
    }

    private static Check whole(String model, Verdict verdict, String reason) {
        return Checks.bare(model, "all", verdict, reason);
    }

    private static List<Check> compare(Benchmark base, Benchmark head) {
        if (!measured(base).equals(measured(head))) {
            return List.of(
                    whole(
                            base.model(),
                            Verdict.NOT_COMPARABLE,
                            "the baseline is of " + measured(base) + ", now " + measured(head)));
        }
        Set<String> metrics = new TreeSet<>(base.exact().keySet());
        metrics.addAll(head.exact().keySet());
        return metrics.stream().map(metric -> compare(metric, base, head)).toList();
    }

    private static String measured(Benchmark benchmark) {
        return "engine "
                + benchmark.engine()
                + ", threads "
                + benchmark.threads()
                + ", batch "
                + benchmark.batch();
    }

    private static Check compare(String metric, Benchmark base, Benchmark head) {
        Long before = base.exact().get(metric);
        Long now = head.exact().get(metric);
        if (now == null) {
            return Checks.bare(base.model(), metric, Verdict.MISSING, "it is not measured");
        }
        if (before == null) {
            return Checks.bare(base.model(), metric, Verdict.NEW, "it is not in the baseline");
        }
        return new Check(
                base.model(),
                metric,
                verdict(metric, before, now),
                OptionalDouble.of(before),
                OptionalDouble.of(now),
                before == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) now / before),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                before.equals(now) ? "" : "record a new baseline if this was meant");
    }

    private static Verdict verdict(String metric, long before, long now) {
        if (before == now) return Verdict.PASS;
        return COSTS.contains(metric) && now < before ? Verdict.IMPROVED : Verdict.REGRESSED;
    }
}
