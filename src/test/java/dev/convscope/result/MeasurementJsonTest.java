package dev.convscope.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

class MeasurementJsonTest {
    private static final Environment ENVIRONMENT =
            new Environment(
                    new Environment.Cpu(
                            "A CPU",
                            Optional.of("0x1"),
                            List.of("avx2"),
                            1,
                            2,
                            2,
                            List.of("0", "1"),
                            Optional.empty(),
                            Optional.of(3000L),
                            Optional.empty(),
                            Optional.of("performance"),
                            Optional.of(true),
                            Optional.of(51.5),
                            1,
                            List.of(new Environment.Cache(1, "data", 32768))),
                    new Environment.Limits(
                            2,
                            Optional.of("0-1"),
                            Optional.of(1.5),
                            Optional.empty(),
                            Optional.of("KVM"),
                            Optional.of("madvise"),
                            1L << 34,
                            Optional.empty()),
                    new Environment.Noise(
                            Optional.of(0.25), Optional.of(0.0), Optional.empty(), Optional.of(7L)),
                    new Environment.Software(
                            "Linux",
                            "6.1",
                            Optional.empty(),
                            "A vendor",
                            "25.0.3+9",
                            List.of("-Xmx1g"),
                            Optional.of("G1"),
                            Optional.of(256),
                            Optional.of("1.37")),
                    new Environment.Run(
                            "0.1.0",
                            Optional.empty(),
                            Optional.of(true),
                            "2026-11-22T12:00:00Z",
                            1,
                            List.of("resnet-18 vector"),
                            Optional.of(new Peak(1, 256, 100.25, 16.5))));

    private static final Latency.Startup STARTUP = new Latency.Startup(1, 5, 90, 200);

    private static final LatencyResult LATENCY =
            new LatencyResult(
                    ENVIRONMENT,
                    true,
                    new LatencyResult.Conditions(
                            LatencyResult.Protocol.PAPER, true, Optional.of("0,1")),
                    List.of(
                            new Latency(
                                    "resnet-18",
                                    "vector",
                                    1,
                                    1,
                                    1_814_073_344,
                                    10,
                                    20,
                                    21,
                                    OptionalLong.of(30),
                                    OptionalLong.empty(),
                                    OptionalLong.of(15),
                                    OptionalLong.of(25),
                                    55.5,
                                    OptionalDouble.of(0.5),
                                    Optional.of(
                                            new Latency.Ratio(
                                                    "onnxruntime",
                                                    0.8,
                                                    OptionalDouble.of(0.7),
                                                    OptionalDouble.of(0.9))),
                                    STARTUP,
                                    OptionalLong.of(1 << 20),
                                    List.of(
                                            new Latency.Fork(
                                                    0,
                                                    List.of(10L, 20L, 30L),
                                                    STARTUP,
                                                    900,
                                                    true,
                                                    0,
                                                    OptionalLong.of(1 << 21),
                                                    0.01)),
                                    List.of(
                                            new Latency.Remark(
                                                    Latency.Kind.NOT_QUIET,
                                                    List.of(1),
                                                    15,
                                                    OptionalLong.empty())),
                                    new Latency.Verified("reference", 1e-6, 2e-7))),
                    List.of(
                            new LatencyResult.Failure(
                                    "resnet-50", "vector", "it crashed", List.of("SIGSEGV"))));

    private static final DoctorResult DOCTOR =
            new DoctorResult(
                    ENVIRONMENT,
                    List.of(
                            new DoctorResult.Check(
                                    "governor",
                                    DoctorResult.Status.WARN,
                                    "powersave",
                                    "performance",
                                    "choose it")),
                    Optional.of(
                            new DoctorResult.ForkNoise(
                                    "m",
                                    List.of(10L, 11L),
                                    0.05,
                                    List.of(new DoctorResult.Detectable(5, 1.1)))));

    private static final ProfileResult PROFILE =
            new ProfileResult(
                    "resnet-18",
                    ENVIRONMENT,
                    new Peak(1, 256, 100, 16),
                    2,
                    true,
                    100,
                    1,
                    99,
                    0.01,
                    List.of(100L),
                    List.of(),
                    List.of(
                            new ProfileResult.Group(
                                    "conv1+bn1",
                                    List.of(0),
                                    List.of("f32_gemm"),
                                    99,
                                    0.99,
                                    1000,
                                    100,
                                    20,
                                    20.2,
                                    0.2,
                                    ProfileResult.Bound.COMPUTE)),
                    List.of(
                            new ProfileResult.Step(
                                    0,
                                    "f32_gemm",
                                    List.of("conv1", "bn1"),
                                    99,
                                    1000,
                                    100,
                                    20.2,
                                    0.2,
                                    ProfileResult.Bound.COMPUTE)));

    @Test
    void readsALatencyBack() throws IOException {
        assertThat(JsonReader.parse("a.json", text(LATENCY), LatencyResult.class))
                .isEqualTo(LATENCY);
    }

    @Test
    void readsADoctorsFindingsBack() throws IOException {
        assertThat(text(DOCTOR)).contains("\"status\": \"warn\"");
        assertThat(JsonReader.parse("a.json", text(DOCTOR), DoctorResult.class)).isEqualTo(DOCTOR);
    }

    @Test
    void readsAProfileBack() throws IOException {
        assertThat(text(PROFILE)).contains("\"bound\": \"compute\"");
        assertThat(JsonReader.parse("a.json", text(PROFILE), ProfileResult.class))
                .isEqualTo(PROFILE);
    }

    @Test
    void refusesALatencyWithoutForks() throws IOException {
        String text = text(LATENCY).replaceFirst("\"forks\": \\[\\{.*?}]", "\"forks\": []");

        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> JsonReader.parse("a.json", text, LatencyResult.class))
                .withMessageContaining("a latency needs a fork");
    }

    private static String text(Result result) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonWriter.write(result, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
