package dev.convscope.bench;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Runs one benchmark of JMH. JMH allows one run a machine; another one is waited for, so that
/// forks of both alternate.
final class PatientRunner {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private PatientRunner() {}

    /// @throws RunnerException if there is not exactly one result, or the machine stays taken
    static RunResult run(Options options, PrintStream log)
            throws RunnerException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                var format = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
                var results = new Runner(options, format).run();
                if (results.size() == 1) return results.iterator().next();
                throw new RunnerException("JMH gave " + results.size() + " results");
            } catch (RunnerException e) {
                if (!isLocked(e) || System.nanoTime() > end) throw e;
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static boolean isLocked(RunnerException problem) {
        return String.valueOf(problem.getMessage()).contains("JMH lock");
    }
}
