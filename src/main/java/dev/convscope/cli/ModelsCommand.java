package dev.convscope.cli;

import dev.convscope.result.ModelsResult;
import dev.convscope.result.ModelsResult.Row;
import dev.convscope.zoo.Network;
import dev.convscope.zoo.Zoo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `convscope models [WORD...]`
@Command(
        name = "models",
        header = {
            "Lists the networks, with their size and published accuracy.",
            "",
            "Examples:",
            "  convscope models",
            "  convscope models mobilenet --sort macs",
            "  convscope models --family resnet --format csv",
            "",
        })
final class ModelsCommand implements Callable<Integer> {
    /// What rows can be sorted by.
    enum SortKey {
        NAME(Comparator.comparing(Row::name)),
        PARAMS(Comparator.comparingLong(Row::params)),
        MACS(Comparator.comparingLong(Row::macs)),
        /// The best first; unknown accuracies last
        TOP1(Comparator.comparingDouble(row -> -row.top1().orElse(0)));

        private final Comparator<Row> order;

        SortKey(Comparator<Row> order) {
            this.order = order;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            paramLabel = "WORD",
            arity = "0..*",
            description = "Only networks with one of these words in their name.")
    List<String> words = List.of();

    @Option(
            names = "--family",
            paramLabel = "NAME",
            description = "Only networks of families with this in their name.")
    Optional<String> family = Optional.empty();

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            description = "${COMPLETION-CANDIDATES} (default: family by family).")
    Optional<SortKey> sort = Optional.empty();

    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    ModelsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var destination = Destination.open(terminal, output.file)) {
            var networks = Zoo.networks().stream().filter(this::wanted).map(Counting::row);
            if (sort.isPresent()) networks = networks.sorted(sort.get().order);
            var result = new ModelsResult(networks.toList());
            destination.write(result, output.format, output.layout(terminal, destination));
            if (result.models().isEmpty() && !output.quiet) {
                terminal.err().println("note: no network matches; 'convscope models' lists all");
            }
            return ExitCode.OK.code();
        }
    }

    private boolean wanted(Network network) {
        return (words.isEmpty() || words.stream().anyMatch(word -> has(network.name(), word)))
                && family.map(name -> has(network.family(), name)).orElse(true);
    }

    private static boolean has(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
