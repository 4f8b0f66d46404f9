package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.bench.Doctor;
import dev.convscope.result.DoctorResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    @Option(
            names = "--forks",
            paramLabel = "N",
            description =
                    "Fresh JVMs that measure a small network, for what they differ by; 0 for none"
                            + " (default: ${DEFAULT-VALUE}).")
    int forks = 5;

    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (forks < 0) {
            throw UserException.about("--forks must not be negative").found(forks).build();
        }
        try (var destination = Destination.open(terminal, output.file)) {
            DoctorResult result;
            try (var progress = ProgressDisplay.on(terminal, output.quiet)) {
                result = Doctor.examine(forks, progress);
            }
            destination.write(result, output.format, output.layout(terminal, destination));
            return (result.fit() ? ExitCode.OK : ExitCode.CHECK_FAILED).code();
        }
    }
}
