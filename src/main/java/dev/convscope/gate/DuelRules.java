package dev.convscope.gate;

/// The numbers of a duel.
///
/// @param delta the least slowdown that fails, as a share: half of the one that one cares about,
/// because a true slowdown of just `delta` is found half of the time
/// @param screenPairs pairs of forks after which most benchmarks are let go
/// @param screenLevel chance at which a slowdown looks suspicious
/// @param screenDelta least slowdown that looks suspicious
/// @param confirmPairs fresh pairs that confirm a suspicion
/// @param confirmLevel chance at which a slowdown is confirmed, all suspects together
/// @param seed of the displayed intervals
public record DuelRules(
        double delta,
        int screenPairs,
        double screenLevel,
        double screenDelta,
        int confirmPairs,
        double confirmLevel,
        long seed) {
    /// An easy screen, because what it lets go is never looked at again, and a strict confirmation.
    /// `gate calibrate` tells what they are worth on a machine.
    public static final DuelRules DEFAULT = new DuelRules(0.025, 6, 0.20, 0.015, 20, 0.01, 1);

    /// A slowdown that matters and stays below what can be detected makes a pass worthless.
    private static final double MATTERS = 2;

    public DuelRules {
        if (!(delta > 0) || !(screenDelta > 0)) {
            throw new IllegalArgumentException("a slowdown is a positive share");
        }
        if (screenPairs < 4 || confirmPairs < 4) {
            throw new IllegalArgumentException("fewer than 4 pairs cannot tell anything apart");
        }
    }

    /// The same with another least slowdown.
    public DuelRules withDelta(double other) {
        return new DuelRules(
                other,
                screenPairs,
                screenLevel,
                Math.min(screenDelta, other),
                confirmPairs,
                confirmLevel,
                seed);
    }

    /// The same with another seed.
    public DuelRules withSeed(long other) {
        return new DuelRules(
                delta, screenPairs, screenLevel, screenDelta, confirmPairs, confirmLevel, other);
    }

    /// The ratio from which on a slowdown matters.
    double matters() {
        return 1 + MATTERS * delta;
    }
}
