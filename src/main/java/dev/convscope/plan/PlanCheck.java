package dev.convscope.plan;

import dev.convscope.kernels.Accesses;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Proves a plan's offsets without running it: every step stays within the arena and the constants,
/// and reads only what an earlier step of the same inference has written.
///
/// What a plan reads unwritten would be left from the inference before, or from another buffer.
public final class PlanCheck {
    private final Plan plan;
    private final BitSet written;

    private PlanCheck(Plan plan) {
        this.plan = plan;
        this.written = new BitSet(plan.arenaLength());
    }

    /// One sentence for each step that breaks a rule, in order; empty for a sound plan.
    public static List<String> problems(Plan plan) {
        var check = new PlanCheck(plan);
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            String name = "step " + i + ", " + step.kernel() + " of " + step.layers() + ": ";
            check.run(step).ifPresent(problem -> problems.add(name + problem));
        }
        return problems;
    }

    /// Reads are checked before the writes of the same step count.
    private Optional<String> run(Step step) {
        var reads = new Inputs();
        Accesses.of(step.call(), plan.machine().lanes(), reads);
        if (reads.problem.isPresent()) return reads.problem;
        Accesses.of(step.call(), plan.machine().lanes(), new Outputs());
        return Optional.empty();
    }

    private final class Inputs implements Accesses.Visitor {
        private Optional<String> problem = Optional.empty();

        @Override
        public void reads(int from, int length) {
            if (!within(from, length, plan.arenaLength(), "reads")) return;
            int gap = written.nextClearBit(from);
            if (gap < from + length) fail("reads " + gap + ", which nothing has written");
        }

        @Override
        public void writes(int from, int length) {
            within(from, length, plan.arenaLength(), "writes");
        }

        @Override
        public void constants(int from, int length) {
            within(from, length, plan.constants().length, "reads constants");
        }

        @Override
        public void scratch(int from, int length) {
            within(from, length, plan.arenaLength(), "spoils");
        }

        private boolean within(int from, int length, int limit, String verb) {
            if (from >= 0 && length >= 0 && from <= limit - length) return true;
            fail("%s %d floats from %d on, beyond 0 to %d".formatted(verb, length, from, limit));
            return false;
        }

        private void fail(String what) {
            if (problem.isEmpty()) problem = Optional.of(what);
        }
    }

    private final class Outputs implements Accesses.Visitor {
        @Override
        public void reads(int from, int length) {}

        @Override
        public void constants(int from, int length) {}

        @Override
        public void writes(int from, int length) {
            written.set(from, from + length);
        }

        @Override
        public void scratch(int from, int length) {
            written.clear(from, from + length);
        }
    }
}
