package dev.convscope.cli;

import dev.convscope.audit.Claim;
import dev.convscope.audit.Paper;
import dev.convscope.result.PaperResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `convscope paper [WORD...]`
@Command(
        name = "paper",
        header = {
            "Holds the EfficientNet paper's tables and its reviews' claims against arithmetic.",
            "",
            "Accuracies and latencies are never computed: claims that rest on them cannot be",
            "checked, and say so.",
            "",
            "Examples:",
            "  convscope paper table2",
            "  convscope paper --verdict differs",
            "  convscope paper resnet --format markdown",
            "",
        })
final class PaperCommand implements Callable<Integer> {
    /// What arithmetic can say.
    enum Verdict {
        HOLDS,
        DIFFERS,
        UNCHECKABLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            paramLabel = "WORD",
            arity = "0..*",
            description = "Only claims with one of these words in their id, source or text.")
    List<String> words = List.of();

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            description = "Only claims of this verdict: ${COMPLETION-CANDIDATES}.")
    Optional<Verdict> verdict = Optional.empty();

    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    PaperCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var destination = Destination.open(terminal, output.file)) {
            var claims = Paper.claims().stream().filter(this::wanted).map(PaperCommand::row);
            var result = new PaperResult(claims.toList());
            destination.write(result, output.format, output.layout(terminal, destination));
            return ExitCode.OK.code();
        }
    }

    private boolean wanted(Claim claim) {
        if (verdict.isPresent() && !verdict.get().name().equals(claim.verdict().name())) {
            return false;
        }
        String text =
                (claim.id() + " " + claim.source() + " " + claim.claim()).toLowerCase(Locale.ROOT);
        return words.isEmpty()
                || words.stream().anyMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
    }

    private static PaperResult.Claim row(Claim claim) {
        return new PaperResult.Claim(
                claim.id(),
                claim.source(),
                claim.claim(),
                claim.published(),
                claim.computed(),
                claim.verdict().label(),
                claim.note());
    }
}
