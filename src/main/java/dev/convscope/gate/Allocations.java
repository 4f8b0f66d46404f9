package dev.convscope.gate;

import dev.convscope.result.GateResult.Check;
import dev.convscope.result.GateResult.Fork;
import dev.convscope.result.GateResult.Verdict;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/// Compares the memory that inferences of both sides of a duel allocate.
///
/// Whether the JIT keeps every vector in a register is luck in each JVM, so that one fork says
/// nothing: a side allocates more if each of its forks does than any of the other side.
final class Allocations {
    static final String METRIC = "allocatedBytes";

    private Allocations() {}

    /// @param forks of both sides, at least one of each
    static Check check(String model, List<Fork> forks) {
        double base = bytes(forks, Predicate.not(Fork::head)).min().orElseThrow();
        double head = bytes(forks, Fork::head).min().orElseThrow();
        Verdict verdict = Verdict.PASS;
        if (head > bytes(forks, Predicate.not(Fork::head)).max().orElseThrow()) {
            verdict = Verdict.REGRESSED;
        } else if (base > bytes(forks, Fork::head).max().orElseThrow()) {
            verdict = Verdict.IMPROVED;
        }
        return Checks.counts(
                model,
                METRIC,
                verdict,
                (long) Math.ceil(base),
                (long) Math.ceil(head),
                forks.size() / 2,
                verdict == Verdict.PASS ? "" : "in every fork, against any of the other side");
    }

    private static DoubleStream bytes(List<Fork> forks, Predicate<Fork> side) {
        return forks.stream().filter(side).mapToDouble(Fork::allocatedBytesPerInference);
    }
}
