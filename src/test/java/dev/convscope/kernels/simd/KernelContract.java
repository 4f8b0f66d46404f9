package dev.convscope.kernels.simd;

import static java.lang.Float.floatToRawIntBits;

import java.util.BitSet;
import java.util.Optional;

/// What every SIMD kernel promises, as checks that name the first float that breaks a promise.
final class KernelContract {
    private static final int MOST_PARTS = 5;

    private KernelContract() {}

    /// Everything that is promised, for one call; empty if all of it holds.
    static Optional<String> broken(KernelCase test) {
        return declaresWhatItTouches(test)
                .or(() -> agreesWithItsTwin(test))
                .or(() -> sharesItsWork(test));
    }

    /// The scalar twin writes exactly what the call declares, and needs nothing else.
    static Optional<String> declaresWhatItTouches(KernelCase test) {
        var before = test.memory();
        var after = before.copy();
        test.runScalar(after);
        BitSet declared = test.footprint().writes();
        for (int i = 0; i < after.arena().length; i++) {
            if (!declared.get(i)) {
                if (same(before.arena()[i], after.arena()[i])) continue;
                return problem(test, "the twin writes to undeclared " + i);
            }
            if (Float.isNaN(after.arena()[i])) {
                return problem(test, "the twin leaves no number at declared " + i);
            }
        }
        return Optional.empty();
    }

    /// Within the declared output the twin's numbers, elsewhere not a bit changed.
    static Optional<String> agreesWithItsTwin(KernelCase test) {
        var before = test.memory();
        var expected = before.copy();
        var actual = before.copy();
        test.runScalar(expected);
        test.runSimd(actual, 0, 1);
        BitSet declared = test.footprint().writes();
        BitSet scratch = test.footprint().scratch();
        for (int i = 0; i < actual.arena().length; i++) {
            if (scratch.get(i)) continue;
            float want = declared.get(i) ? expected.arena()[i] : before.arena()[i];
            float got = actual.arena()[i];
            boolean close =
                    declared.get(i)
                            && Math.abs((double) got - want) <= test.tolerance(want)
                            && !Float.isNaN(got);
            if (!close && !same(want, got)) return problem(test, difference(i, want, got));
        }
        return unchanged(test, "output", expected.output(), actual.output())
                .or(() -> unchanged(test, "constants", before.constants(), actual.constants()))
                .or(() -> unchanged(test, "input", before.input(), actual.input()));
    }

    /// With two to five threads.
    static Optional<String> sharesItsWork(KernelCase test) {
        Optional<String> broken = Optional.empty();
        for (int parts = 2; parts <= MOST_PARTS && broken.isEmpty(); parts++) {
            broken = partsMakeTheWhole(test, parts);
        }
        return broken;
    }

    /// Threads that share a call write disjoint floats, and together the very bits of one thread.
    static Optional<String> partsMakeTheWhole(KernelCase test, int parts) {
        var before = test.memory();
        var whole = before.copy();
        test.runSimd(whole, 0, 1);
        var merged = before.copy();
        var written = new BitSet();
        for (int part = 0; part < parts; part++) {
            var alone = before.copy();
            test.runSimd(alone, part, parts);
            for (int i = 0; i < alone.arena().length; i++) {
                if (same(alone.arena()[i], before.arena()[i])) continue;
                if (written.get(i)) {
                    return problem(test, "two of " + parts + " parts write to " + i);
                }
                written.set(i);
                merged.arena()[i] = alone.arena()[i];
            }
        }
        // What is left in working memory is nobody's business.
        test.footprint().scratch().stream().forEach(i -> merged.arena()[i] = whole.arena()[i]);
        return unchanged(test, parts + " parts", whole.arena(), merged.arena());
    }

    private static Optional<String> unchanged(
            KernelCase test, String what, float[] expected, float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            if (!same(expected[i], actual[i])) {
                return problem(test, what + ", " + difference(i, expected[i], actual[i]));
            }
        }
        return Optional.empty();
    }

    private static boolean same(float a, float b) {
        return floatToRawIntBits(a) == floatToRawIntBits(b);
    }

    private static String difference(int index, float expected, float actual) {
        return "float %d: expected %s, found %s".formatted(index, show(expected), show(actual));
    }

    private static String show(float value) {
        boolean canary = floatToRawIntBits(value) == KernelCase.CANARY;
        return canary ? "the canary" : Float.toString(value);
    }

    private static Optional<String> problem(KernelCase test, String what) {
        return Optional.of(
                "%s (seed %d, %d lanes): %s"
                        .formatted(test.name(), test.seed(), Lanes.count(), what));
    }
}
