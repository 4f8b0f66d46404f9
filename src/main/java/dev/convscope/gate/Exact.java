package dev.convscope.gate;

import dev.convscope.result.BaselineResult;
import dev.convscope.result.BaselineResult.Benchmark;
import dev.convscope.result.GateResult.Check;
import dev.convscope.result.GateResult.Verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final String before;
    private final String ifMeant;

    /// @param before what is compared with, in words
    /// @param ifMeant what to do about a change on purpose
    private Exact(String before, String ifMeant) {
        this.before = before;
        this.ifMeant = ifMeant;
    }

    /// All metrics of all models of both.
    public static List<Check> compare(BaselineResult base, BaselineResult head) {
        var exact = new Exact("the baseline", "record a new baseline if this was meant");
        List<Check> checks = new ArrayList<>(settings(base, head));
        checks.addAll(exact.compare(base.benchmarks(), head.benchmarks()));
        return List.copyOf(checks);
    }

    /// All metrics of all models of two builds.
    ///
    /// @param meant a baseline: a count that it states is no regression, whatever it was before
    public static List<Check> ofBuilds(
            List<Benchmark> base, List<Benchmark> head, Optional<BaselineResult> meant) {
        var exact =
                new Exact(
                        "the base build", "name a baseline that says so with --baseline if meant");
        Map<String, Benchmark> stated =
                byModel(meant.map(BaselineResult::benchmarks).orElse(List.of()));
        return exact.compare(base, head).stream().map(check -> excused(check, stated)).toList();
    }

    private static Check excused(Check check, Map<String, Benchmark> stated) {
        Benchmark one = stated.get(check.model());
        Long count = one == null ? null : one.exact().get(check.metric());
        boolean said =
                count != null && check.head().isPresent() && check.head().getAsDouble() == count;
        return said && check.verdict() == Verdict.REGRESSED
                ? Checks.with(check, Verdict.PASS, "it changed, as the baseline says")
                : check;
    }

    private List<Check> compare(List<Benchmark> base, List<Benchmark> head) {
        List<Check> checks = new ArrayList<>();
        Map<String, Benchmark> before = byModel(base);
        Map<String, Benchmark> now = byModel(head);
        Set<String> models = new TreeSet<>(before.keySet());
        models.addAll(now.keySet());
        for (String model : models) {
            if (!now.containsKey(model)) {
                checks.add(
                        whole(
                                model,
                                Verdict.MISSING,
                                "it is in " + this.before + ", but not measured"));
            } else if (!before.containsKey(model)) {
                checks.add(whole(model, Verdict.NEW, "it is not in " + this.before));
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

    private static Map<String, Benchmark> byModel(List<Benchmark> benchmarks) {
        Map<String, Benchmark> byModel = new LinkedHashMap<>();
        benchmarks.forEach(benchmark -> byModel.put(benchmark.model(), benchmark));
        return byModel;
    }

    private static Check whole(String model, Verdict verdict, String reason) {
        return Checks.bare(model, "all", verdict, reason);
    }

    private List<Check> compare(Benchmark base, Benchmark head) {
        if (!measured(base).equals(measured(head))) {
            return List.of(
                    whole(
                            base.model(),
                            Verdict.NOT_COMPARABLE,
                            before + " is of " + measured(base) + ", now " + measured(head)));
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

    private Check compare(String metric, Benchmark base, Benchmark head) {
        Long before = base.exact().get(metric);
        Long now = head.exact().get(metric);
        if (now == null) {
            return Checks.bare(base.model(), metric, Verdict.MISSING, "it is not measured");
        }
        if (before == null) {
            return Checks.bare(base.model(), metric, Verdict.NEW, "it is not in " + this.before);
        }
        return Checks.counts(
                base.model(),
                metric,
                verdict(metric, before, now),
                before,
                now,
                0,
                before.equals(now) ? "" : ifMeant);
    }

    private static Verdict verdict(String metric, long before, long now) {
        if (before == now) return Verdict.PASS;
        return COSTS.contains(metric) && now < before ? Verdict.IMPROVED : Verdict.REGRESSED;
    }
}
