package dev.convscope.cli;

import dev.convscope.audit.BlockArithmetic;
import dev.convscope.audit.BlockArithmetic.Comparison;
import dev.convscope.audit.InceptionModule;
import dev.convscope.base.UserException;
import dev.convscope.result.BlocksResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `convscope blocks`
@Command(
        name = "blocks",
        header = {
            "Compares building blocks: 3x3 stacks, bottlenecks, separable convolutions, inception.",
            "",
            "Examples:",
            "  convscope blocks",
            "  convscope blocks --channels 256 --pixels 14",
            "  convscope blocks --kernel 5 --outputs 512 --format csv",
            "",
        })
final class BlocksCommand implements Callable<Integer> {
    private static final int MOST = 100_000;

    @Option(
            names = "--channels",
            paramLabel = "C",
            description = "Channels that every block reads (default: ${DEFAULT-VALUE}).")
    int channels = 64;

    @Option(
            names = "--outputs",
            paramLabel = "N",
            description = "Channels that separable convolutions write (default: as many).")
    int outputs;

    @Option(
            names = "--pixels",
            paramLabel = "D",
            description = "Side of the map (default: ${DEFAULT-VALUE}).")
    int pixels = 56;

    @Option(
            names = "--kernel",
            paramLabel = "K",
            description = "Kernel of the separable convolution (default: ${DEFAULT-VALUE}).")
    int kernel = 3;

    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    BlocksCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        within("--channels", channels, MOST);
        within("--pixels", pixels, MOST);
        within("--kernel", kernel, 99);
        int written = outputs == 0 ? channels : outputs;
        within("--outputs", written, MOST);
        List<Comparison> comparisons = new ArrayList<>(BlockArithmetic.stacks(channels, pixels));
        comparisons.add(BlockArithmetic.bottlenecks(channels, pixels));
        comparisons.add(BlockArithmetic.separable(kernel, channels, written, pixels));
        InceptionModule.GOOGLENET.forEach(
                module -> comparisons.add(BlockArithmetic.inception(module)));
        try (var destination = Destination.open(terminal, output.file)) {
            var result =
                    new BlocksResult(comparisons.stream().map(BlocksCommand::comparison).toList());
            destination.write(result, output.format, output.layout(terminal, destination));
            return ExitCode.OK.code();
        }
    }

    private static void within(String option, int value, int most) {
        if (value >= 1 && value <= most) return;
        throw UserException.about("the value cannot be used")
                .where(option)
                .found(value)
                .expected("1 to " + most)
                .build();
    }

    private static BlocksResult.Comparison comparison(Comparison comparison) {
        return new BlocksResult.Comparison(
                comparison.title(),
                comparison.rule(),
                comparison.rows().stream()
                        .map(
                                row ->
                                        new BlocksResult.Row(
                                                row.name(),
                                                row.params(),
                                                row.macs(),
                                                row.rectifiers(),
                                                row.receptiveField(),
                                                row.outputChannels(),
                                                row.paramsRatio(),
                                                row.macsRatio()))
                        .toList());
    }
}
