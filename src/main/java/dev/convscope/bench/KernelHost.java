package dev.convscope.bench;

import dev.convscope.graph.Op;

import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// A child JVM that has JMH time layers, each in a fork of its own, and answers with a line for
/// each: its index, the nanoseconds of its fastest iteration, the kernels. It runs with the flags
/// of its forks, so that it plans as they do.
public final class KernelHost {
    private static final long HEAP_BYTES = 2L << 30;
    private static final int ITERATIONS = 10;

    private KernelHost() {}

    /// The flags of a fork.
    ///
    /// @param extra flags after those of every fork
    static List<String> flags(List<String> extra) {
        return new ForkFlags(HEAP_BYTES).and(extra);
    }

    /// @param arguments time of a layer, how many extra flags there are, these, indices of layers
    public static void main(String[] arguments) throws RunnerException, InterruptedException {
        var time = Duration.parse(arguments[0]);
        int first = 2 + Integer.parseInt(arguments[1]);
        var flags = flags(List.of(arguments).subList(2, first));
        try (var answers =
                        new PrintStream(
                                new FileOutputStream(FileDescriptor.out),
                                true,
                                StandardCharsets.UTF_8);
                var log = new PrintStream(new FileOutputStream(FileDescriptor.err), true)) {
            for (String index : Arrays.asList(arguments).subList(first, arguments.length)) {
                answers.println(answer(index, time, flags, log));
            }
        }
    }

    private static String answer(String index, Duration time, List<String> flags, PrintStream log)
            throws RunnerException, InterruptedException {
        var layer = KernelLayer.ALL.get(Integer.parseInt(index));
        var graph = layer.graph();
        double nanos;
        String kernels;
        if (graph.output().op() instanceof Op.Activation act) {
            double hot =
                    fastest("activate", index, time, flags, log)
                            - fastest("copy", index, time, flags, log);
            nanos = hot * graph.inputShape().elements() / KernelBenchmark.HOT;
            kernels = act.function().name();
        } else {
            nanos = fastest("compute", index, time, flags, log);
            kernels = KernelBenchmark.kernels(KernelBenchmark.plan(layer));
        }
        return index + "\t" + nanos + "\t" + kernels;
    }

    /// Nanoseconds of the fastest iteration.
    private static double fastest(
            String method, String index, Duration time, List<String> flags, PrintStream log)
            throws RunnerException, InterruptedException {
        var result = PatientRunner.run(options(method, index, time, flags), log);
        return result.getPrimaryResult().getStatistics().getMin();
    }

    private static Options options(String method, String index, Duration time, List<String> flags) {
        String benchmark = KernelBenchmark.class.getName() + "." + method;
        return new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark) + "$")
                .param("layer", index)
                .forks(1)
                .jvmArgs(flags.toArray(String[]::new))
                .threads(1)
                .syncIterations(false)
                .shouldFailOnError(true)
                .shouldDoGC(false)
                .warmupIterations(ITERATIONS)
                .warmupTime(TimeValue.nanoseconds(time.toNanos() / ITERATIONS))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.nanoseconds(time.toNanos() / ITERATIONS))
                .build();
    }
}
