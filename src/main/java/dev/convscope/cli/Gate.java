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
import java.util.function.Consumer;

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

    /// Writes a baseline, and what there is of it after each model. What is not whole never takes
    /// the place of a baseline that is there: it goes to a file beside it.
    ExitCode record(boolean times, int forks) throws IOException {
        Optional<Path> beside =
                output.file.filter(Files::exists).map(old -> Path.of(old + ".part.json"));
        try (var destination = Destination.open(terminal, output.file)) {
            var measured = measure(times, forks, part -> keep(destination, beside, part));
            boolean whole = measured.baseline().complete();
            if (whole || beside.isEmpty()) {
                write(destination, measured.baseline());
                if (beside.isPresent()) Files.deleteIfExists(beside.get());
            } else {
                writeBeside(beside.get(), measured.baseline());
                terminal.err()
                        .println(
                                "note: "
                                        + output.file.get()
                                        + " is unchanged; see "
                                        + beside.get());
            }
            if (!measured.complete()) return ExitCode.INTERRUPTED;
            return whole ? ExitCode.OK : ExitCode.MISSING;
        }
    }

    /// A file holds what was measured even if this process is killed.
    private void keep(Destination destination, Optional<Path> beside, BaselineResult part) {
        if (output.file.isEmpty() || Thread.currentThread().isInterrupted()) return;
        if (beside.isPresent()) {
            writeBeside(beside.get(), part);
        } else {
            write(destination, part);
        }
    }

    private void writeBeside(Path file, BaselineResult part) {
        try (var destination = Destination.open(terminal, Optional.of(file))) {
            write(destination, part);
        }
    }

    private void write(Destination destination, BaselineResult baseline) {
        destination.write(baseline, Format.JSON, output.layout(terminal, destination));
    }

    ExitCode check(Path file, boolean times, int forks) throws IOException {
        var base = BaselineResult.read(file);
        try (var destination = Destination.open(terminal, output.file)) {
            outputs.prepare();
            var measured = measure(times || profile.limitsTimes(), forks, _ -> {});
            if (!measured.complete()) return ExitCode.INTERRUPTED;
            var result = GateReport.ofCheck(profile, base, measured.baseline(), times);
            return outputs.finish(destination, result);
        }
    }

    private GateMeasurement.Measured measure(
            boolean times, int forks, Consumer<BaselineResult> soFar) {
        GateMeasurement.Measured measured;
        try (var progress = ProgressDisplay.on(terminal, output.quiet)) {
            measured = GateMeasurement.measure(profile, times, forks, seed, progress, soFar);
        }
        // The thread may still be marked as interrupted, which writing to a file would mind.
        Thread.interrupted();
        for (var failure : measured.failures()) {
            Failing.tell(terminal, failure.model(), failure.reason(), failure.log());
        }
        return measured;
    }
}
