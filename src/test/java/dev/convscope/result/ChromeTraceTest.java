package dev.convscope.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

class ChromeTraceTest {
    private static ProfileResult.Step step(int number, long nanos) {
        return new ProfileResult.Step(
                number,
                "F32Conv14x2Step16",
                List.of("conv" + number, "bn" + number),
                nanos,
                1000,
                100,
                20.5,
                0.25,
                ProfileResult.Bound.COMPUTE);
    }

    @Test
    void putsStepsOneAfterTheOtherInMicroseconds() throws IOException {
        var profile =
                new ProfileResult(
                        "m",
                        EnvironmentSamples.bare(),
                        new Peak(1, 256, 100, 16),
                        1,
                        false,
                        4000,
                        0,
                        3900,
                        0.02,
                        List.of(4000L),
                        List.of(),
                        List.of(),
                        List.of(step(0, 1500), step(1, 2500)));
        var out = new ByteArrayOutputStream();

        ChromeTrace.write(profile, out);

        var events = new JsonMapper().readTree(out.toByteArray()).get("traceEvents");
        assertThat(events.size()).isEqualTo(2);
        var second = events.get(1);
        assertThat(second.get("ph").stringValue()).isEqualTo("X");
        assertThat(second.get("name").stringValue()).isEqualTo("conv1");
        assertThat(second.get("ts").doubleValue()).isEqualTo(1.5);
        assertThat(second.get("dur").doubleValue()).isEqualTo(2.5);
        assertThat(second.get("args").get("layers").stringValue()).isEqualTo("conv1 bn1");
    }
}
