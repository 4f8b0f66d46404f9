package dev.convscope.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// The table of commands. Only the one that was typed is made: reading the options of all of them
/// takes longer than counting a network.
enum Subcommand {
    MODELS("the networks, with their size and published accuracy", ModelsCommand::new),
    SUMMARY("what a network costs, layer by layer", SummaryCommand::new),
    SCALE("a network deeper, wider, finer: predicted and real", ScaleCommand::new),
    SEARCH("scaling coefficients on a grid, or the best under limits", SearchCommand::new),
    BLOCKS("building blocks side by side", BlocksCommand::new),
    EXPLAIN("why another tool prints another count", ExplainCommand::new),
    DIAGNOSE("which mistake gives a count", DiagnoseCommand::new),
    LATENCY("how long an inference takes here", LatencyCommand::new),
    PROFILE("where the time of an inference goes, step by step", ProfileCommand::new),
    KERNELS("how near the kernels come to the machine's peak", KernelsCommand::new),
    COMPARE("networks side by side: counts, latency, ratios", CompareCommand::new),
    VERIFY("whether an engine computes what the reference does", VerifyCommand::new),
    EXPORT("a network with weights as an ONNX file", ExportCommand::new),
    PAPER("published tables and claims against arithmetic", PaperCommand::new),
    GATE("whether a build or a network became slower, for CI", GateCommand::new),
    DOCTOR("whether this machine is fit to measure", DoctorCommand::new),
    COMPLETION("completion for bash and zsh", CompletionCommand::new);

    private final String purpose;
    private final Function<Terminal, Callable<Integer>> maker;

    Subcommand(String purpose, Function<Terminal, Callable<Integer>> maker) {
        this.purpose = purpose;
        this.maker = maker;
    }

    /// As typed.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// In a few words.
    String purpose() {
        return purpose;
    }

    /// The object whose fields picocli fills and whose `call` runs the command.
    Callable<Integer> make(Terminal terminal) {
        return maker.apply(terminal);
    }

    static Optional<Subcommand> named(String word) {
        return Arrays.stream(values()).filter(command -> command.word().equals(word)).findFirst();
    }

    /// The commands to prepare for what was typed: the one that is named if that is enough to
    /// understand it, none for nothing, else all of them, for their names.
    static List<Subcommand> neededFor(String... args) {
        if (args.length == 0) return List.of();
        return Arrays.stream(args)
                .filter(arg -> !arg.startsWith("-"))
                .findFirst()
                .flatMap(Subcommand::named)
                .filter(command -> command != COMPLETION)
                .map(List::of)
                .orElse(List.of(values()));
    }
}
