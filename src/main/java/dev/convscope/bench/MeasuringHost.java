package dev.convscope.bench;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/// A child JVM that lets JMH start forks, one at a time, as it is told to.
///
/// JMH runs all forks of one benchmark back to back, from its own class path and its own
/// environment. With a host per build, asked for one fork at a time, forks of different contestants
/// alternate, builds can be compared, and the environment is clean.
///
/// It reads paths of {@link ForkRequest} files from standard input, a line each, and answers each
/// with a line: `done`, or `failed` and a sentence. It ends with its input.
public final class MeasuringHost {
    static final String DONE = "done";
    static final String FAILED = "failed ";

    /// Iterations into which JMH divides the time; readers of its results need three.
    private static final int ITERATIONS = 3;

    /// "We report the average latency of 20 runs" (EfficientNet, Table 4).
    private static final int PAPER_SAMPLES = 20;

    private static final String END = "";

    private MeasuringHost() {}

    /// The protocol above; takes no arguments.
    public static void main(String[] arguments) throws InterruptedException {
        BlockingQueue<String> requests = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().start(() -> readRequests(requests));
        try (var answers =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            for (String path = requests.take(); !path.equals(END); path = requests.take()) {
                answers.println(answer(Path.of(path)));
            }
        }
    }

    /// When the input ends, whoever asked is gone, and a fork under way must not outlive it.
    private static void readRequests(BlockingQueue<String> requests) {
        try (var in =
                new BufferedReader(
                        new InputStreamReader(
                                new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                requests.add(line);
            }
        } catch (IOException e) {
            // A broken pipe is an end as well.
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        requests.add(END);
    }

    private static String answer(Path path) {
        try {
            run(path, ForkRequest.read(path));
            return DONE;
        } catch (RunnerException | IOException | InterruptedException | RuntimeException e) {
            return FAILED + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    private static void run(Path path, ForkRequest request)
            throws RunnerException, IOException, InterruptedException {
        try (var log = new PrintStream(request.log().toFile(), StandardCharsets.UTF_8)) {
            PatientRunner.run(options(path, request), log);
        }
    }

    private static Options options(Path path, ForkRequest request) {
        String benchmark = InferenceBenchmark.class.getName() + ".infer";
        var options =
                new OptionsBuilder()
                        .include("^" + Pattern.quote(benchmark) + "$")
                        .param("request", path.toString())
                        .forks(1)
                        .jvmArgs(request.flags().toArray(String[]::new))
                        .threads(1)
                        .syncIterations(false)
                        .shouldFailOnError(true)
                        .shouldDoGC(false)
                        .warmupIterations(1);
        return switch (request.protocol()) {
            case FORKS ->
                    options.warmupTime(TimeValue.milliseconds(100))
                            .measurementIterations(ITERATIONS)
                            .measurementTime(
                                    TimeValue.nanoseconds(request.time().toNanos() / ITERATIONS))
                            .build();
            case PAPER ->
                    options.mode(Mode.SingleShotTime).measurementIterations(PAPER_SAMPLES).build();
        };
    }
}
