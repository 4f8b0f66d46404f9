package dev.convscope.cli;

import dev.convscope.report.Format;
import dev.convscope.report.Layout;
import dev.convscope.result.LatencyResult.Protocol;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Runs one command line.
public final class Convscope {
    private Convscope() {}

    /// Parses, runs and prints; never throws, never ends the process.
    ///
    /// @return the exit code
    static int run(Terminal terminal, String... args) {
        var errors = new Errors(terminal);
        try {
            return commandLine(terminal, errors, args).execute(args);
        } catch (Throwable unexpected) {
            // Out of memory and the like, which picocli lets through.
            return errors.unexpected(unexpected);
        }
    }

    private static CommandLine commandLine(Terminal terminal, Errors errors, String... args) {
        var root = new CommandLine(new RootCommand(terminal));
        for (var command : Subcommand.neededFor(args)) {
            root.addSubcommand(command.word(), command.make(terminal));
        }
        words(root);
        root.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(terminal.err(), true));
        root.setUsageHelpWidth(Math.clamp(terminal.columns(), 60, 100));
        boolean coloured = terminal.colours(terminal.outIsTerminal());
        root.setColorScheme(CommandLine.Help.defaultColorScheme(coloured ? Ansi.ON : Ansi.OFF));
        root.setParameterExceptionHandler(errors::onMistake);
        root.setExecutionExceptionHandler(errors::onException);
        root.setExitCodeExceptionMapper(Errors::exitCode);
        complete(root);
        return root;
    }

    private static void words(CommandLine root) {
        root.registerConverter(Format.class, Word.of(Format.class));
        root.registerConverter(Protocol.class, Word.of(Protocol.class));
        root.registerConverter(Layout.Level.class, Word.of(Layout.Level.class));
        root.registerConverter(OutputOptions.Color.class, Word.of(OutputOptions.Color.class));
        root.registerConverter(PaperCommand.Verdict.class, Word.of(PaperCommand.Verdict.class));
        root.registerConverter(ModelsCommand.SortKey.class, Word.of(ModelsCommand.SortKey.class));
        root.registerConverter(
                CompletionCommand.Shell.class, Word.of(CompletionCommand.Shell.class));
    }

    /// What every command's help shares: options in the order of their fields, exit codes last.
    private static void complete(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.exitCodeOnExecutionException(ExitCode.INTERNAL.code());
        spec.usageMessage()
                .synopsisHeading("Usage:%n  ")
                .abbreviateSynopsis(true)
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .sortOptions(false)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
        command.getSubcommands().values().forEach(Convscope::complete);
    }
}
