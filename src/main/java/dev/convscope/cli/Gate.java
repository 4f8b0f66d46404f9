package dev.convscope.cli;

import dev.convscope.bench.GateMeasurement;
import dev.convscope.gate.GateReport;
import dev.convscope.report.Format;
import dev.convscope.result.BaselineResult;
import dev.convscope.result.GateProfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Records baselines and checks against them.
final class Gate {
    private final Terminal terminal;
    private final OutputOptions output;
    private final GateProfile profile;
    private final long seed;
    private final GateOutputs outputs;

    Gate(
            Terminal terminal,
            OutputOptions output,
            GateProfile profile,
            long seed,
            GateOutputs outputs) {
        this.terminal = terminal;
        this.output = output;
        this.profile = profile;
        this.seed = seed;
        this.outputs = outputs;
    }

    /// Writes a baseline. What is not whole never takes the place of a baseline that is there: it
    /// goes to a file beside it.
    ExitCode record(boolean times, int forks) {
        try (var destination = Destination.open(terminal, output.file)) {
            var measured = measure(times, forks);
            boolean whole = measured.baseline().complete();
            Optional<Path> old = output.file.filter(Files::exists);
            if (whole || old.isEmpty()) {
                write(destination, measured.baseline());
            } else {
                Path beside = Path.of(old.get() + ".part.json");
                try (var partial = Destination.open(terminal, Optional.of(beside))) {
                    write(partial, measured.baseline());
                }
                terminal.err().println("note: " + old.get() + " is unchanged; see " + beside);
            }
            if (!measured.complete()) return ExitCode.INTERRUPTED;
            return whole ? ExitCode.OK : ExitCode.MISSING;
        }
    }

    private void write(Destination destination, BaselineResult baseline) {
        destination.write(baseline, Format.JSON, output.layout(terminal, destination));
    }

    ExitCode check(Path file, boolean times, int forks) throws IOException {
        var base = BaselineResult.read(file);
        try (var destination = Destination.open(terminal, output.file)) {
            outputs.prepare();
            var measured = measure(times || profile.limitsTimes(), forks);
            if (!measured.complete()) return ExitCode.INTERRUPTED;
            var result = GateReport.ofCheck(profile, base, measured.baseline(), times);
            return outputs.finish(destination, result);
        }
    }

    private GateMeasurement.Measured measure(boolean times, int forks) {
        GateMeasurement.Measured measured;
        try (var progress = ProgressDisplay.on(terminal, output.quiet)) {
            measured = GateMeasurement.measure(profile, times, forks, seed, progress);
        }
        // The thread may still be marked as interrupted, which writing to a file would mind.
        Thread.interrupted();
        for (var failure : measured.failures()) {
            Failing.tell(terminal, failure.model(), failure.reason(), failure.log());
        }
        return measured;
    }
}
