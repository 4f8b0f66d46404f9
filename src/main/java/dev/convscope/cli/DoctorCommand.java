package dev.convscope.cli;

import dev.convscope.bench.Doctor;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// `convscope doctor`
@Command(
        name = "doctor",
        header = {
            "Tells whether this machine is fit to measure, and what to do about it.",
            "",
            "Examples:",
            "  convscope doctor",
            "  convscope doctor --format json",
            "",
        })
final class DoctorCommand implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var destination = Destination.open(terminal, output.file)) {
            var result = Doctor.examine(ProgressDisplay.on(terminal, output.quiet));
            destination.write(result, output.format, output.layout(terminal, destination));
            return (result.fit() ? ExitCode.OK : ExitCode.CHECK_FAILED).code();
        }
    }
}
