package dev.convscope.bench;

import dev.convscope.result.Latency;
import dev.convscope.result.Latency.Kind;
import dev.convscope.result.Latency.Remark;
import dev.convscope.statistics.Modes;
import dev.convscope.statistics.Percentiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Finds the forks that one should not believe, so that they are named and not averaged in
/// silently: they stay in the numbers, and the numbers without them stand beside.
final class ForkRemarks {
    /// A fork this much slower than the median of the others was compiled or placed badly.
    private static final double CLEARLY_SLOWER = 1.10;

    /// On a quiet machine, medians of forks are 2 to 3 % above their fastest inferences.
    private static final double UNSTEADY = 1.05;

    private static final double MOST_STEAL = 0.05;

    private final String engine;
    private final List<Latency.Fork> forks;
    private final double[] medians;
    private final List<Remark> remarks = new ArrayList<>();

    private ForkRemarks(String engine, List<Latency.Fork> forks, double[] medians) {
        this.engine = engine;
        this.forks = forks;
        this.medians = medians;
    }

    /// @param medians of the forks, in nanoseconds
    static List<Remark> of(String engine, List<Latency.Fork> forks, double[] medians) {
        var finder = new ForkRemarks(engine, forks, medians);
        finder.slow();
        finder.unsteady();
        finder.unsettled();
        finder.allocating();
        finder.stolen();
        return finder.remarks;
    }

    /// Two modes, where there are enough forks to tell; else one that is far from its siblings.
    private void slow() {
        Optional<Modes> modes = Modes.of(medians);
        if (modes.isPresent()) {
            double limit = modes.get().limit();
            double fast = Percentiles.median(modes.get().fast(medians));
            double[] rest =
                    IntStream.range(0, medians.length)
                            .filter(i -> medians[i] > limit)
                            .mapToDouble(i -> medians[i])
                            .toArray();
            add(Kind.SLOW_MODE, Percentiles.median(rest) / fast, i -> medians[i] > limit);
            return;
        }
        for (int fork = 0; fork < medians.length && medians.length >= Latency.LEAST_FORKS; fork++) {
            double ratio = medians[fork] / medianWithout(fork);
            int slow = fork;
            if (ratio > CLEARLY_SLOWER) add(Kind.SLOW_FORK, ratio, i -> i == slow);
        }
    }

    private double medianWithout(int fork) {
        return Percentiles.median(
                IntStream.range(0, medians.length)
                        .filter(i -> i != fork)
                        .mapToDouble(i -> medians[i])
                        .toArray());
    }

    /// A host's other guests change the speed of caches and clocks from one inference to the next.
    private void unsteady() {
        double[] ratios =
                IntStream.range(0, medians.length)
                        .mapToDouble(i -> medians[i] / fastest(forks.get(i)))
                        .toArray();
        add(Kind.UNSTEADY, Arrays.stream(ratios).max().orElse(1), i -> ratios[i] > UNSTEADY);
    }

    private static long fastest(Latency.Fork fork) {
        return fork.sampleNanos().stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    private void unsettled() {
        double seconds =
                forks.stream()
                        .filter(fork -> !fork.warmupQuiet())
                        .mapToDouble(fork -> fork.warmupNanos() / 1e9)
                        .max()
                        .orElse(0);
        add(Kind.NOT_QUIET, seconds, i -> !forks.get(i).warmupQuiet());
    }

    /// Only the vector engine promises to allocate nothing.
    private void allocating() {
        if (!engine.equals("vector")) return;
        double most =
                forks.stream()
                        .mapToDouble(Latency.Fork::allocatedBytesPerInference)
                        .max()
                        .orElse(0);
        add(Kind.ALLOCATED, most, i -> forks.get(i).allocatedBytesPerInference() >= 1);
    }

    private void stolen() {
        double most = forks.stream().mapToDouble(Latency.Fork::stealShare).max().orElse(0);
        add(Kind.STOLEN, most, i -> forks.get(i).stealShare() > MOST_STEAL);
    }

    private void add(Kind kind, double figure, IntPredicate concerned) {
        List<Integer> which =
                IntStream.range(0, medians.length).filter(concerned).mapToObj(i -> i + 1).toList();
        if (which.isEmpty()) return;
        double[] others =
                IntStream.range(0, medians.length)
                        .filter(concerned.negate())
                        .mapToDouble(i -> medians[i])
                        .toArray();
        OptionalLong otherwise =
                others.length == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(Math.round(Percentiles.median(others)));
        remarks.add(new Remark(kind, which, figure, otherwise));
    }
}
