package dev.convscope.cli;

import dev.convscope.report.Layout.Level;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/// `convscope summary MODEL`
@Command(
        name = "summary",
        header = {
            "Shows what a network costs, layer by layer.",
            "",
            "Examples:",
            "  convscope summary efficientnet-b0",
            "  convscope summary mobilenet-v1 --width 0.75 --by block",
            "  convscope summary resnet-50@160 --convention fvcore --format json",
            "",
        })
final class SummaryCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "MODEL",
            description = "NAME[:VARIANT][,key=value...][@PIXELS]; 'convscope models' lists them.")
    String model;

    @Option(
            names = "--by",
            paramLabel = "LEVEL",
            description =
                    "Sum rows up: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). JSON always"
                            + " has every layer.")
    Level level = Level.LAYER;

    @Mixin ModelOptions models;
    @Mixin ConventionOption convention;
    @Mixin BatchOption batch;
    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    SummaryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var destination = Destination.open(terminal, output.file)) {
            var result = Counting.summary(models.toCount(model), convention.get(), batch.images());
            destination.write(
                    result, output.format, output.layout(terminal, destination).by(level));
            return ExitCode.OK.code();
        }
    }
}
