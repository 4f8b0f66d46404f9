package dev.convscope.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// One inference after the other, as JMH sees it. Started by {@link MeasuringHost}.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class InferenceBenchmark {
    /// Path of a {@link ForkRequest}.
    @Param("")
    public String request;

    private ForkRun run;

    /// Verifies and warms up; JMH's own warm-up iteration then compiles JMH's own loop.
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        run = ForkRun.prepare(ForkRequest.read(Path.of(request)));
    }

    @Setup(Level.Iteration)
    public void enter(IterationParams iteration) {
        run.keepSamples(iteration.getType() == IterationType.MEASUREMENT);
    }

    @Benchmark
    public float[] infer() {
        return run.sample();
    }

    @TearDown(Level.Trial)
    public void finish() throws IOException {
        run.finish();
    }
}
