package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.bench.Kernels;
import dev.convscope.bench.KernelsRequest;
import dev.convscope.bench.VectorBits;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.concurrent.Callable;

/// `convscope kernels [NAME]`
@Command(
        name = "kernels",
        header = {
            "Times the kernels of the vector engine over layers of real networks.",
            "",
            "Each layer runs alone, in a fork of its own, beside the machine's measured peak.",
            "",
            "Examples:",
            "  convscope kernels",
            "  convscope kernels depthwise --vector-bits 256",
            "  convscope kernels --format markdown -o reports/kernels.md",
            "",
        })
final class KernelsCommand implements Callable<Integer> {
    private static final double LONGEST_SECONDS = 3600;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "A part of the names of layers (default: all of them).")
    String layers = "";

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description = "Timed iterations of a layer (default: 0.5).")
    double seconds = KernelsRequest.DEFAULT_TIME.toMillis() / 1e3;

    @Option(
            names = "--vector-bits",
            paramLabel = "N",
            description = "Hold the forks to vectors of 128, 256 or 512 bits.")
    int vectorBits;

    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    KernelsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!(seconds >= 0.001 && seconds <= LONGEST_SECONDS)) {
            throw UserException.about("--time must be a number of seconds")
                    .found(seconds)
                    .expected("0.001 to " + (int) LONGEST_SECONDS)
                    .build();
        }
        var request =
                new KernelsRequest(
                        layers,
                        Duration.ofNanos((long) (seconds * 1e9)),
                        new VectorBits(vectorBits));
        try (var destination = Destination.open(terminal, output.file);
                var progress = ProgressDisplay.on(terminal, output.quiet)) {
            var result = Kernels.run(request, progress);
            destination.write(result, output.format, output.layout(terminal, destination));
            return ExitCode.OK.code();
        }
    }
}
