package dev.convscope.cli;

import dev.convscope.bench.LatencyBenchmark;
import dev.convscope.bench.LatencyRequest;
import dev.convscope.result.LatencyResult;

import java.util.function.Consumer;

/// Measures, shows how far it is, and hands on what there is when it is interrupted.
final class Measuring {
    private Measuring() {}

    /// Measures what is asked for and gives the result, whole or not, to `use`.
    ///
    /// @param everyRound whether `use` gets what there is after every round of forks, too, so that
    ///     a run that is killed leaves a file
    static ExitCode run(
            Terminal terminal,
            boolean quiet,
            LatencyRequest request,
            boolean everyRound,
            Consumer<LatencyResult> use) {
        try (var _ = Interruption.guard()) {
            LatencyResult result;
            try (var progress = ProgressDisplay.on(terminal, quiet)) {
                result = LatencyBenchmark.run(request, progress, everyRound ? use : _ -> {});
            }
            // The thread may still be marked as interrupted, which writing to a file would mind.
            Thread.interrupted();
            use.accept(result);
            return exitCode(terminal, result);
        }
    }

    private static ExitCode exitCode(Terminal terminal, LatencyResult result) {
        for (var failure : result.failures()) {
            failure.log().forEach(line -> terminal.err().println("  | " + line));
            terminal.err()
                    .println(
                            "error: "
                                    + failure.model()
                                    + " in "
                                    + failure.engine()
                                    + ": "
                                    + failure.reason());
        }
        if (!result.complete()) return ExitCode.INTERRUPTED;
        return result.failures().isEmpty() ? ExitCode.OK : ExitCode.MISSING;
    }
}
