package dev.convscope.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;

/// How long a measurement will still take, from guesses and how they turned out so far.
///
/// What is told never steps backwards: where a guess was too low, the time left stands still until
/// it is true again.
final class Pace {
    /// What computing one reference output takes, until it is known.
    private static final Duration REFERENCE = Duration.ofSeconds(3);

    private static final double MOST_UNDONE = 0.999;

    private final Progress progress;
    private final LongSupplier clock;
    private final long start;
    private final Queue<Duration> forks;
    private long referenceNanos;
    private long guessedLeft;
    private long guessedDone;
    private long tookDone;
    private long guess;
    private long begun;
    private String now = "";
    private long deadline = Long.MAX_VALUE;
    private long leastLeft = Long.MAX_VALUE;
    private double mostDone;

    Pace(Progress progress, LongSupplier clock, int references, long forks, Duration guess) {
        this(
                progress,
                clock,
                REFERENCE.multipliedBy(references),
                Collections.nCopies(Math.toIntExact(forks), guess));
    }

    /// @param references guess of all of them together
    /// @param forks guesses in the order of the forks
    Pace(Progress progress, LongSupplier clock, Duration references, List<Duration> forks) {
        this.progress = progress;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.referenceNanos = references.toNanos();
        this.forks = new ArrayDeque<>(forks);
        this.guessedLeft = forks.stream().mapToLong(Duration::toNanos).sum();
        this.begun = start;
    }

    /// Says that it will not go on much longer than that after the start.
    void endAfter(Duration budget) {
        deadline = start + budget.toNanos();
    }

    void beginReferences() {
        begin("reference outputs");
    }

    void endReferences() {
        referenceNanos = 0;
    }

    void beginFork(String label) {
        guess = forks.isEmpty() ? 0 : forks.remove().toNanos();
        begin(label);
    }

    void endFork() {
        guessedLeft -= guess;
        guessedDone += guess;
        tookDone += clock.getAsLong() - begun;
        guess = 0;
    }

    private void begin(String label) {
        now = label;
        begun = clock.getAsLong();
        tick();
    }

    /// Tells how far it is.
    void tick() {
        long time = clock.getAsLong();
        double factor = guessedDone == 0 ? 1 : (double) tookDone / guessedDone;
        long current = referenceNanos > 0 ? referenceNanos : (long) (factor * guess);
        long all = referenceNanos + (long) (factor * guessedLeft);
        long left = Math.max(0, all - Math.min(time - begun, current));
        if (time < deadline) left = Math.min(left, deadline - time);
        leastLeft = Math.min(left, leastLeft);
        long passed = time - start;
        // An overdue piece is not yet done.
        double done = all == 0 ? 1 : (double) passed / (passed + leastLeft + 1);
        mostDone = Math.max(mostDone, Math.min(done, all == 0 ? 1 : MOST_UNDONE));
        progress.at(now, mostDone, Duration.ofNanos(leastLeft));
    }
}
