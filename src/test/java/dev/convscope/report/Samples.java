package dev.convscope.report;

import dev.convscope.result.DoctorResult;
import dev.convscope.result.DoctorResult.Check;
import dev.convscope.result.DoctorResult.Status;
import dev.convscope.result.Environment;
import dev.convscope.result.EnvironmentSamples;
import dev.convscope.result.KernelsResult;
import dev.convscope.result.Latency;
import dev.convscope.result.LatencyResult;
import dev.convscope.result.ModelsResult;
import dev.convscope.result.Peak;
import dev.convscope.result.ProfileResult;
import dev.convscope.result.SummaryResult;
import dev.convscope.result.VerifyResult;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Results with every kind of value: present, absent, tiny, huge, failed.
final class Samples {
    private Samples() {}

    /// With the vector width and the peak that a measurement knows.
    static Environment environment() {
        var bare = EnvironmentSamples.bare();
        var software = bare.software();
        var run = bare.run();
        return new Environment(
                bare.cpu(),
                bare.limits(),
                bare.noise(),
                new Environment.Software(
                        software.os(),
                        software.kernel(),
                        software.ci(),
                        software.jdkVendor(),
                        software.jdk(),
                        software.jvmFlags(),
                        software.collector(),
                        Optional.of(256),
                        software.jmh()),
                new Environment.Run(
                        run.tool(),
                        run.commit(),
                        run.dirty(),
                        run.started(),
                        run.seed(),
                        run.startOrder(),
                        Optional.of(new Peak(1, 256, 100, 16.5))));
    }

    /// Two networks beside a peer, one of them with a fork that was slow and one that allocated;
    /// one network that crashed.
    static LatencyResult latency() {
        return new LatencyResult(
                environment(),
                true,
                LatencyResult.Conditions.DEFAULT,
                List.of(
                        measured("small", "vector", 10_000_000)
                                .with(
                                        new Latency.Ratio(
                                                "onnxruntime",
                                                0.8,
                                                OptionalDouble.of(0.75),
                                                OptionalDouble.of(0.85))),
                        measured("small", "onnxruntime", 12_500_000),
                        measured("large", "vector", 1_234_567_890)),
                List.of(
                        new LatencyResult.Failure(
                                "small", "onnxruntime", "the fork failed", List.of("SIGSEGV"))));
    }

    /// A single fork, as in the paper.
    static LatencyResult paper() {
        var ordinary = latency();
        var measured = measured("small", "vector", 10_000_000);
        return new LatencyResult(
                ordinary.environment(),
                false,
                new LatencyResult.Conditions(LatencyResult.Protocol.PAPER, true, Optional.of("0")),
                List.of(
                        new Latency(
                                measured.model(),
                                measured.engine(),
                                1,
                                1,
                                measured.macs(),
                                measured.minNanos(),
                                measured.p50Nanos(),
                                measured.meanNanos(),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                measured.gflopPerSecond(),
                                OptionalDouble.empty(),
                                Optional.empty(),
                                measured.startup(),
                                OptionalLong.empty(),
                                List.of(measured.forks().getFirst()),
                                List.of(),
                                measured.verified())),
                List.of());
    }

    private static Latency measured(String model, String engine, long nanos) {
        boolean odd = nanos > 1_000_000_000;
        return new Latency(
                model,
                engine,
                1,
                1,
                385_814_752,
                nanos * 9 / 10,
                nanos,
                nanos * 101 / 100,
                odd ? OptionalLong.empty() : OptionalLong.of(nanos * 12 / 10),
                OptionalLong.empty(),
                OptionalLong.of(nanos * 95 / 100),
                OptionalLong.of(nanos * 105 / 100),
                77.2,
                OptionalDouble.of(0.772),
                Optional.empty(),
                STARTUP,
                odd ? OptionalLong.empty() : OptionalLong.of(123_456_789),
                List.of(fork(0, nanos), fork(1, nanos), fork(2, nanos)),
                odd
                        ? List.of(
                                new Latency.Remark(
                                        Latency.Kind.SLOW_FORK,
                                        List.of(2),
                                        1.25,
                                        OptionalLong.of(nanos * 98 / 100)),
                                new Latency.Remark(
                                        Latency.Kind.ALLOCATED,
                                        List.of(1, 2, 3),
                                        180_000,
                                        OptionalLong.empty()))
                        : List.of(),
                new Latency.Verified("reference", 1.25e-6, 3.4e-7));
    }

    private static final Latency.Startup STARTUP =
            new Latency.Startup(90_000_000, 250_000_000, 900_000_000, 1_400_000_000);

    private static Latency.Fork fork(int order, long nanos) {
        return new Latency.Fork(
                order,
                List.of(nanos, nanos),
                STARTUP,
                900,
                true,
                0,
                OptionalLong.of(200_000_000),
                0.01);
    }

    static SummaryResult small() {
        return summary("small", 5_288_548, 385_814_752);
    }

    static SummaryResult large() {
        return summary("large", 60_192_808, 11_513_624_576L);
    }

    /// Two layers in one block and stage, one in none.
    private static SummaryResult summary(String model, long params, long macs) {
        var input = List.of(1, 3, 224, 224);
        var output = List.of(1, 1000, 1, 1);
        return new SummaryResult(
                model,
                new SummaryResult.Options(1.5, 1, 224, 1000, false),
                input,
                "flop2",
                new SummaryResult.Totals(
                        params,
                        42_016,
                        macs,
                        new SummaryResult.MacsByKind(macs, 0, 0, 0, 0),
                        2 * macs,
                        6_748_036,
                        4 * (params + 42_016),
                        12_042_240,
                        params - 1_281_000),
                List.of(
                        new SummaryResult.Stage(
                                "1",
                                OptionalLong.of(11),
                                OptionalLong.of(2),
                                "r1_k3_s11_e1_i8_o8")),
                new SummaryResult.Training(
                        OptionalDouble.of(0.2),
                        0.9 * macs,
                        List.of(new SummaryResult.Block("1.1", true, 0.9))),
                List.of(
                        new SummaryResult.Published(
                                "ICML 2019, \"Table 2\"",
                                Optional.of("5.3M"),
                                Optional.empty(),
                                OptionalDouble.of(77.1),
                                OptionalDouble.empty())),
                List.of(
                        new SummaryResult.Layer(
                                "input", "", "", "input", "other", input, input, 0, 0, 0),
                        new SummaryResult.Layer(
                                "1.1.conv",
                                "1",
                                "1.1",
                                "conv 3x3 /2",
                                "dense",
                                input,
                                output,
                                params - 64,
                                macs,
                                2 * macs),
                        new SummaryResult.Layer(
                                "1.1.bn",
                                "1",
                                "1.1",
                                "BN, affine",
                                "other",
                                output,
                                output,
                                64,
                                0,
                                0)));
    }

    static ModelsResult models() {
        return new ModelsResult(
                List.of(
                        new ModelsResult.Row(
                                "small",
                                "Example",
                                224,
                                5_288_548,
                                385_814_752,
                                Optional.of("5.3M"),
                                Optional.of("0.39B"),
                                OptionalDouble.of(77.1),
                                OptionalDouble.of(93.3),
                                "ICML 2019, \"Table 2\""),
                        new ModelsResult.Row(
                                "large",
                                "Example",
                                224,
                                60_192_808,
                                11_513_624_576L,
                                Optional.empty(),
                                Optional.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                "")));
    }

    static VerifyResult verified() {
        return new VerifyResult(
                "small",
                "vector",
                "reference",
                OptionalDouble.of(1.25e-6),
                OptionalDouble.of(3.4e-7),
                1e-4,
                true,
                List.of());
    }

    private static VerifyResult.Layer layer(String name, OptionalDouble error) {
        return new VerifyResult.Layer(name, "F32Conv14x2Step16", error, error);
    }

    static VerifyResult disagreeing() {
        return new VerifyResult(
                "small",
                "vector",
                "reference",
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1e-4,
                false,
                List.of(
                        layer("1.conv.act", OptionalDouble.of(2e-7)),
                        layer("2.conv.act", OptionalDouble.empty()),
                        layer("3.fc", OptionalDouble.of(3e-3))));
    }

    static DoctorResult doctor() {
        return new DoctorResult(
                environment(),
                List.of(
                        new Check("JDK", Status.OK, "25.0.3", "25.0.3 or later", ""),
                        new Check("governor", Status.WARN, "powersave", "performance", "choose it"),
                        new Check(
                                "C2", Status.FAIL, "off", "on", "leave -XX:TieredStopAtLevel out"),
                        new Check("turbo", Status.UNKNOWN, "", "known", "")),
                Optional.empty());
    }

    static KernelsResult kernels() {
        return new KernelsResult(
                environment(),
                3.7,
                List.of(
                        new KernelsResult.Layer(
                                "small conv1",
                                "1×1, 16 to 96 at 112×112",
                                "f32_gemm",
                                120_000,
                                19_267_584,
                                5_623_680,
                                OptionalDouble.of(321.1),
                                OptionalDouble.of(0.87),
                                OptionalDouble.empty()),
                        new KernelsResult.Layer(
                                "small act",
                                "SILU, 96 at 112×112",
                                "silu",
                                210_000,
                                0,
                                9_633_792,
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.of(10.3))));
    }

    private static ProfileResult.Group group(String name, List<Integer> steps, long nanos) {
        return new ProfileResult.Group(
                name,
                steps,
                List.of("F32Conv14x2Step16", "F32ZeroHalo"),
                nanos,
                nanos / 1e6,
                10_838_016,
                2_209_000,
                9.8,
                22.58,
                0.2258,
                ProfileResult.Bound.COMPUTE);
    }

    static ProfileResult profile() {
        return new ProfileResult(
                "small",
                environment(),
                new Peak(1, 256, 100, 16),
                1,
                false,
                1_000_000,
                40_000,
                990_000,
                1 / 99.0,
                List.of(1_000_000L, 970_000L, 1_020_000L),
                List.of(group("dense", List.of(0), 960_000)),
                List.of(
                        group("1.conv+bn+act", List.of(0), 900_000),
                        group("2.1.branch4.2.pool.project+bn+act", List.of(0), 60_000)),
                List.of(
                        new ProfileResult.Step(
                                0,
                                "f32_gemm",
                                List.of("conv1", "bn1"),
                                960_000,
                                10_838_016,
                                2_209_000,
                                22.58,
                                0.2258,
                                ProfileResult.Bound.COMPUTE)));
    }
}
