package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.bench.ProfileRequest;
import dev.convscope.bench.Profiler;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `convscope profile MODEL`
@Command(
        name = "profile",
        header = {
            "Times every step of the vector engine's plan, against the machine's own peak.",
            "",
            "The network is first verified against the reference on the very same input.",
            "",
            "Examples:",
            "  convscope profile efficientnet-b0",
            "  convscope profile resnet-50@160 --format csv -o resnet-50.csv",
            "",
        })
final class ProfileCommand implements Callable<Integer> {
    private static final double LONGEST_SECONDS = 3600;

    @Parameters(paramLabel = "MODEL", description = "As in 'convscope summary'.")
    String model;

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "Fresh JVMs; the median one is shown (default: ${DEFAULT-VALUE}).")
    int forks = ProfileRequest.DEFAULT_FORKS;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description = "Timed inferences per fork (default: 2).")
    double seconds = 2;

    @Mixin SeedOption seed;
    @Mixin ModelOptions models;
    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    ProfileCommand(Terminal terminal) {
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
                new ProfileRequest(
                        models.toRun(List.of(model)).getFirst().text(),
                        Map.of(),
                        BatchOption.positive("--forks", forks),
                        Duration.ofNanos((long) (seconds * 1e9)),
                        seed.seed);
        try (var destination = Destination.open(terminal, output.file);
                var progress = ProgressDisplay.on(terminal, output.quiet)) {
            var result = Profiler.run(request, progress);
            destination.write(result, output.format, output.layout(terminal, destination));
            return ExitCode.OK.code();
        }
    }
}
