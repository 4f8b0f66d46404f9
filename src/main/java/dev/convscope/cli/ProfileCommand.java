package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.bench.Affinity;
import dev.convscope.bench.ProfileRequest;
import dev.convscope.bench.Profiler;
import dev.convscope.result.ChromeTrace;
import dev.convscope.result.ProfileResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            "  convscope profile mobilenet-v2 --threads 2 --top 30 --trace trace.json",
            "",
        })
final class ProfileCommand implements Callable<Integer> {
    private static final double LONGEST_SECONDS = 3600;

    @Parameters(paramLabel = "MODEL", description = "As in 'convscope summary'.")
    String model;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of one inference (default: 1).")
    int threads = 1;

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

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Layers that a table shows, the slowest first (default: 15).")
    Optional<Integer> top = Optional.empty();

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Write the steps for chrome://tracing or Perfetto, too.")
    Optional<Path> trace = Optional.empty();

    @Option(
            names = "--cpus",
            paramLabel = "LIST",
            description = "Bind forks to these processors, such as 0 or 0,2-3; needs taskset.")
    Optional<String> cpus = Optional.empty();

    @Mixin ExactOption exact;
    @Mixin SeedOption seed;
    @Mixin ModelOptions models;
    @Mixin GiantsOption giants;
    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    ProfileCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var request = request();
        try (var destination = Destination.open(terminal, output.file)) {
            var layout = output.layout(terminal, destination);
            if (top.isPresent()) layout = layout.top(BatchOption.positive("--top", top.get()));
            ProfileResult result;
            try (var progress = ProgressDisplay.on(terminal, output.quiet)) {
                result = Profiler.run(request, progress);
            }
            destination.write(result, output.format, layout);
            trace.ifPresent(file -> writeTrace(result, file));
            return ExitCode.OK.code();
        }
    }

    private ProfileRequest request() {
        if (!(seconds >= 0.001 && seconds <= LONGEST_SECONDS)) {
            throw UserException.about("--time must be a number of seconds")
                    .found(seconds)
                    .expected("0.001 to " + (int) LONGEST_SECONDS)
                    .build();
        }
        return new ProfileRequest(
                giants.running(models.toRun(List.of(model))).getFirst().text(),
                Map.of(),
                BatchOption.positive("--threads", threads),
                BatchOption.positive("--forks", forks),
                Duration.ofNanos((long) (seconds * 1e9)),
                seed.seed,
                exact.exact,
                cpus.map(Affinity::of).orElse(Affinity.ANY));
    }

    private static void writeTrace(ProfileResult result, Path file) {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ChromeTrace.write(result, out);
        } catch (IOException e) {
            throw UserException.about("cannot write the trace")
                    .where(file.toString())
                    .found(e.getMessage())
                    .remedy("choose another place with --trace")
                    .cause(e)
                    .build();
        }
    }
}
