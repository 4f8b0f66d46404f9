package dev.convscope.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Looks for what would disturb a measurement before it begins.
///
/// It watches the processors for a second. The load average would not do: it still holds the build
/// of what is to be measured.
public final class Preflight {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// Of all processor time, that a hypervisor may give to others.
    private static final double MOST_STEAL = 0.05;

    /// Processors that something else may keep busy.
    private static final double MOST_BUSY = 0.25;

    private Preflight() {}

    /// What is wrong, a phrase each; nothing where it cannot be read. A thread that is interrupted
    /// meanwhile stays so.
    public static List<String> troubles() {
        var files = SystemFiles.ofThisMachine();
        var meter = StealMeter.start(files);
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        return troubles(meter, files);
    }

    /// @param meter started some time before
    static List<String> troubles(StealMeter meter, SystemFiles files) {
        List<String> troubles = new ArrayList<>();
        meter.busyProcessors()
                .filter(busy -> busy > MOST_BUSY)
                .map(busy -> said("something else keeps %.1f processors busy", busy))
                .ifPresent(troubles::add);
        meter.share()
                .filter(share -> share > MOST_STEAL)
                .map(
                        share ->
                                said(
                                        "the hypervisor gives %.0f %% of the time to others",
                                        100 * share))
                .ifPresent(troubles::add);
        governor(files).map(name -> "the clock's governor is " + name).ifPresent(troubles::add);
        return List.copyOf(troubles);
    }

    /// One that saves power.
    private static Optional<String> governor(SystemFiles files) {
        return files.text("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
                .filter(name -> !name.equals("performance"));
    }

    private static String said(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
