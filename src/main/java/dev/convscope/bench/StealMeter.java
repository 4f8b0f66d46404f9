package dev.convscope.bench;

import java.util.Arrays;
import java.util.Optional;

/// The share of processor time that a hypervisor gives to others, between two looks.
final class StealMeter {
    private static final int STEAL = 7;

    private final SystemFiles files;
    private final Optional<long[]> before;

    private StealMeter(SystemFiles files) {
        this.files = files;
        this.before = ticks();
    }

    static StealMeter start() {
        return start(SystemFiles.ofThisMachine());
    }

    static StealMeter start(SystemFiles files) {
        return new StealMeter(files);
    }

    /// The share since the start, 0 to 1; absent where it cannot be read.
    Optional<Double> share() {
        var after = ticks();
        if (before.isEmpty() || after.isEmpty()) return Optional.empty();
        long all = 0;
        for (int i = 0; i <= STEAL; i++) all += after.get()[i] - before.get()[i];
        long steal = after.get()[STEAL] - before.get()[STEAL];
        return Optional.of(all <= 0 ? 0.0 : Math.clamp((double) steal / all, 0.0, 1.0));
    }

    /// User, nice, system, idle, waiting, interrupts, soft interrupts, steal, ...
    private Optional<long[]> ticks() {
        return files.valueOf("proc/stat", "cpu ")
                .map(line -> Arrays.stream(line.split("\\s+")).mapToLong(Long::parseLong).toArray())
                .filter(ticks -> ticks.length > STEAL);
    }
}
