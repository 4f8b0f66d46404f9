package dev.convscope.cli;

import dev.convscope.base.NearestNames;
import dev.convscope.base.UserException;
import dev.convscope.bench.MeasurementException;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.ArrayList;
import java.util.List;

/// Tells what went wrong: the user's mistakes in two lines, ours with everything we need.
final class Errors {
    private static final String REPORT =
            "this is an error of ours; please report it with the command and all lines above";

    private final Terminal terminal;

    Errors(Terminal terminal) {
        this.terminal = terminal;
    }

    /// A command line that cannot be understood.
    int onMistake(ParameterException mistake, String[] args) {
        if (mistake.getCause() instanceof UserException cause) {
            say(cause.getMessage(), cause.remedy());
        } else {
            say(sentence(mistake), remedy(mistake));
        }
        return ExitCode.USAGE.code();
    }

    /// A command that could not finish.
    int onException(Exception exception, CommandLine command, ParseResult result) {
        switch (exception) {
            case ClosedPipe _ -> {}
            case UserException user -> say(user.getMessage(), user.remedy());
            case MeasurementException failure -> {
                failure.log().forEach(line -> terminal.err().println("  | " + line));
                say(failure.getMessage(), "'convscope doctor' looks for what stands in the way");
            }
            default -> unexpected(exception);
        }
        return command.getExitCodeExceptionMapper().getExitCode(exception);
    }

    static int exitCode(Throwable exception) {
        return switch (exception) {
            case ClosedPipe _ -> ExitCode.OK.code();
            case UserException _ -> ExitCode.USAGE.code();
            case MeasurementException _ -> ExitCode.MISSING.code();
            default -> ExitCode.INTERNAL.code();
        };
    }

    int unexpected(Throwable exception) {
        exception.printStackTrace(terminal.err());
        say(String.valueOf(exception), REPORT);
        return ExitCode.INTERNAL.code();
    }

    private void say(String error, String help) {
        terminal.err().println("error: " + error);
        if (!help.isEmpty()) terminal.err().println("help: " + help);
    }

    private static String sentence(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            if (unmatched.isUnknownOption()) return "there is no option '" + word + "'";
            return knowsCommands(mistake)
                    ? "there is no command '" + word + "'"
                    : "there is one word too many: '" + word + "'";
        }
        String text =
                mistake.getMessage()
                        .replaceFirst(" is not a double$", " is not a number")
                        .replaceFirst(" is not an? (int|long)$", " is not a whole number");
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private static String remedy(ParameterException mistake) {
        String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
        String usage = "'" + command + " --help' shows what it takes";
        if (!(mistake instanceof UnmatchedArgumentException unmatched)) return usage;
        var known = new ArrayList<String>();
        if (unmatched.isUnknownOption()) known.addAll(options(mistake.getCommandLine()));
        if (knowsCommands(mistake))
            known.addAll(mistake.getCommandLine().getSubcommands().keySet());
        String word = unmatched.getUnmatched().getFirst().split("=", 2)[0];
        return NearestNames.question(word, known, usage);
    }

    private static List<String> options(CommandLine command) {
        return new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
    }

    private static boolean knowsCommands(ParameterException mistake) {
        return !mistake.getCommandLine().getSubcommands().isEmpty()
                && !(mistake instanceof MissingParameterException);
    }
}
