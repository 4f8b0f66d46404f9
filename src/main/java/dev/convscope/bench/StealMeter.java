package dev.convscope.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Where processor time goes between two looks: to a hypervisor's other guests, and to work.
final class StealMeter {
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STEAL = 7;

    private static final Predicate<String> PROCESSOR =
            Pattern.compile("cpu\\d+ .*").asMatchPredicate();

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
        return passed().map(ticks -> share(ticks, ticks[STEAL]));
    }

    /// How many processors worked since the start, on average; absent where it cannot be read.
    Optional<Double> busyProcessors() {
        return passed().map(
                        ticks -> {
                            long rest = ticks[IDLE] + ticks[WAITING] + ticks[STEAL];
                            return processors() * share(ticks, all(ticks) - rest);
                        });
    }

    private long processors() {
        return files.text("proc/stat").orElse("").lines().filter(PROCESSOR).count();
    }

    private static double share(long[] ticks, long some) {
        long all = all(ticks);
        return all <= 0 ? 0.0 : Math.clamp((double) some / all, 0.0, 1.0);
    }

    private static long all(long[] ticks) {
        return Arrays.stream(ticks).sum();
    }

    /// Ticks since the start, up to those stolen.
    private Optional<long[]> passed() {
        return ticks().flatMap(after -> before.map(then -> difference(then, after)));
    }

    private static long[] difference(long[] before, long[] after) {
        long[] passed = new long[STEAL + 1];
        Arrays.setAll(passed, i -> after[i] - before[i]);
        return passed;
    }

    /// User, nice, system, idle, waiting, interrupts, soft interrupts, steal, ...
    private Optional<long[]> ticks() {
        return files.valueOf("proc/stat", "cpu ")
                .map(line -> Arrays.stream(line.split("\\s+")).mapToLong(Long::parseLong).toArray())
                .filter(ticks -> ticks.length > STEAL);
    }
}
