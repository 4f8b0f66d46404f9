package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.analysis.NetworkCost;
import dev.convscope.model.Model;
import dev.convscope.result.ProfileResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Map;

@Timeout(120)
class ProfilerTest {
    @Test
    void attributesTheTimeOfAnInferenceToItsSteps() {
        String model = "mobilenet-v1,width=0.25@64";

        ProfileResult profile =
                Profiler.run(
                        new ProfileRequest(model, Map.of(), 1, Duration.ofMillis(300), 1),
                        Progress.none());

        long attributed = profile.steps().stream().mapToLong(ProfileResult.Step::nanos).sum();
        assertThat(attributed + profile.unattributedNanos()).isEqualTo(profile.totalNanos());
        assertThat(profile.unattributedNanos())
                .isNotNegative()
                .isLessThan(profile.totalNanos() / 20);
        assertThat(profile.unprofiledNanos()).isPositive();
        assertThat(profile.steps().stream().mapToLong(ProfileResult.Step::macs).sum())
                .isEqualTo(NetworkCost.of(Model.of(model).graph()).macs());
    }
}
