package dev.convscope.bench;

import dev.convscope.analysis.Tally;
import dev.convscope.zoo.Configuration;
import dev.convscope.zoo.Network;
import dev.convscope.zoo.Zoo;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/// How many EfficientNet-like configurations one core builds and counts in a second: what a search
/// over design spaces can hope for.
///
/// ```
/// java -cp 'target/classes:target/lib/*' org.openjdk.jmh.Main CountingBenchmark
/// ```
///
/// One core, so the collector gets no threads of its own beside it.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CountingBenchmark {
    private final Network baseline = Zoo.find("efficientnet-b0").orElseThrow();
    private int candidate;

    /// Width 1 to 2 and depth 1 to 1.9 in steps of a grid search, resolution 224 to 287; no two
    /// candidates in a row are alike.
    @Benchmark
    public Tally configuration() {
        candidate++;
        var configuration =
                Configuration.defaults()
                        .withWidth(1 + candidate % 21 * 0.05)
                        .withDepth(1 + candidate % 10 * 0.1)
                        .withPixels(224 + candidate % 64);
        return Tally.of(baseline.build(configuration));
    }
}
