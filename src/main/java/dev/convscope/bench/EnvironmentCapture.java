package dev.convscope.bench;

import dev.convscope.result.Environment;
import dev.convscope.result.ForkResult;
import dev.convscope.result.Peak;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// What was true of machine, software and run while something was measured.
final class EnvironmentCapture {
    private final SystemFiles files;
    private final MachineFacts machine;
    private final StealMeter steal;
    private final Optional<Double> load;
    private final long switchesBefore;
    private final String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    private final long seed;

    private EnvironmentCapture(SystemFiles files, long seed) {
        this.files = files;
        this.seed = seed;
        this.machine = new MachineFacts(files);
        this.load = machine.loadAverage();
        this.steal = StealMeter.start(files);
        this.switchesBefore = machine.contextSwitches();
    }

    static EnvironmentCapture begin(long seed) {
        return new EnvironmentCapture(SystemFiles.ofThisMachine(), seed);
    }

    /// @param jvm the measured JVM, if one said what it is
    Environment end(Optional<ForkResult.Jvm> jvm, List<String> startOrder, Optional<Peak> peak) {
        var noise =
                new Environment.Noise(
                        load,
                        steal.share(),
                        machine.cpuPressure(),
                        Optional.of(machine.contextSwitches() - switchesBefore));
        var provenance = Provenance.ofThisBuild();
        var run =
                new Environment.Run(
                        provenance.version(),
                        provenance.commit(),
                        provenance.dirty(),
                        started,
                        seed,
                        startOrder,
                        peak);
        return new Environment(
                machine.cpu(),
                new LimitFacts(files).limits(),
                noise,
                new SoftwareFacts(files).software(jvm),
                run);
    }
}
