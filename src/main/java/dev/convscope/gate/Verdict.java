package dev.convscope.gate;

/// What a duel says of one benchmark, with what it rests on.
public sealed interface Verdict {
    /// No slowdown; one of `detectable` would have been found four times in five.
    record Pass(double ratio, double detectable) implements Verdict {}

    /// A slowdown, confirmed with fresh forks.
    record Regressed(double ratio, double p) implements Verdict {}

    /// A speed-up as clear as a slowdown has to be. Surprising ones are often mistakes.
    record Improved(double ratio, double p) implements Verdict {}

    /// Neither: what would have to be found cannot be, or the code has two speeds.
    record Inconclusive(double ratio, String reason) implements Verdict {}

    /// Base differs from itself: no verdict of this run means anything.
    record Unreliable(double ratio, String reason) implements Verdict {}

    /// There are no forks to judge by.
    record Missing(String reason) implements Verdict {}
}
