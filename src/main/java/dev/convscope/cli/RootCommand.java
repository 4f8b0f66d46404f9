package dev.convscope.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/// `convscope` without a command.
@Command(
        name = "convscope",
        mixinStandardHelpOptions = false,
        header = {
            "Counts, runs and compares convolutional networks.",
            "",
            "Examples:",
            "  convscope models",
            "  convscope summary efficientnet-b0",
            "  convscope summary resnet-50,width=2@160 --by stage --format csv",
            "  convscope compare efficientnet-b1 resnet-152 mobilenet-v2",
            "",
        },
        customSynopsis = "convscope COMMAND [OPTIONS] [MODEL...]",
        commandListHeading = "%nCommands ('convscope COMMAND --help' tells more):%n")
final class RootCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            description = "Show the version, the JDK and the vector width.")
    boolean version;

    @Spec CommandSpec spec;

    private final Terminal terminal;

    RootCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        if (version) {
            out.print(Version.describe());
            out.flush();
            return ExitCode.OK.code();
        }
        out.println("convscope counts, runs and compares convolutional networks.");
        out.println();
        for (var command : Subcommand.values()) {
            out.println(
                    "  "
                            + command.word()
                            + " ".repeat(12 - command.word().length())
                            + command.purpose());
        }
        out.println();
        out.println("Try 'convscope summary efficientnet-b0', or 'convscope --help'.");
        return ExitCode.OK.code();
    }
}
