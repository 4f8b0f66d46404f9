package dev.convscope.bench;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long a measurement will still take, from how long its forks took so far.
final class Pace {
    /// What computing one reference output takes, until it is known.
    private static final Duration REFERENCE = Duration.ofSeconds(3);

    private final Progress progress;
    private final LongSupplier clock;
    private final long start;
    private final long guessedForkNanos;
    private long referenceNanos;
    private long forksLeft;
    private long forksDone;
    private long forkNanos;
    private long begun;
    private String now = "";
    private long deadline = Long.MAX_VALUE;

    Pace(Progress progress, LongSupplier clock, int references, long forks, Duration guess) {
        this.progress = progress;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.referenceNanos = REFERENCE.multipliedBy(references).toNanos();
        this.forksLeft = forks;
        this.guessedForkNanos = guess.toNanos();
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
        begin(label);
    }

    void endFork() {
        forksLeft--;
        forksDone++;
        forkNanos += clock.getAsLong() - begun;
    }

    private void begin(String label) {
        now = label;
        begun = clock.getAsLong();
        tick();
    }

    /// Tells how far it is.
    void tick() {
        long time = clock.getAsLong();
        long expected = forksDone == 0 ? guessedForkNanos : forkNanos / forksDone;
        long all = referenceNanos + forksLeft * expected;
        long current = referenceNanos > 0 ? referenceNanos : expected;
        long left = Math.max(0, all - Math.min(time - begun, current));
        if (time < deadline) left = Math.min(left, deadline - time);
        long passed = time - start;
        double done = left == 0 ? 1 : (double) passed / (passed + left);
        progress.at(now, done, Duration.ofNanos(left));
    }
}
