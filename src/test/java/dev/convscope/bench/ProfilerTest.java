package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.analysis.NetworkCost;
import dev.convscope.model.Model;
import dev.convscope.result.ProfileResult;
import dev.convscope.result.ProfileResult.Group;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

@Timeout(120)
class ProfilerTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void attributesTheTimeOfAnInferenceToItsSteps(int threads) {
        String model = "mobilenet-v1,width=0.25@64";

        ProfileResult profile =
                Profiler.run(
                        new ProfileRequest(
                                model,
                                Map.of(),
                                threads,
                                1,
                                Duration.ofMillis(200),
                                1,
                                threads == 1,
                                Affinity.ANY),
                        Progress.none());

        long attributed = profile.steps().stream().mapToLong(ProfileResult.Step::nanos).sum();
        assertThat(attributed + profile.unattributedNanos()).isEqualTo(profile.totalNanos());
        assertThat(profile.unattributedNanos())
                .isNotNegative()
                .isLessThan(profile.totalNanos() / 20);
        assertThat(profile.unprofiledNanos()).isPositive();
        assertThat(sum(profile.layers())).isEqualTo(attributed);
        assertThat(sum(profile.kinds())).isEqualTo(attributed);
        assertThat(profile.kinds())
                .extracting(Group::name)
                .contains("dense", "depthwise", "pointwise", "pool", "fc", "input, output");
        assertThat(profile.steps().stream().mapToLong(ProfileResult.Step::macs).sum())
                .isEqualTo(NetworkCost.of(Model.of(model).graph()).macs());
    }

    private static long sum(List<Group> groups) {
        return groups.stream().mapToLong(Group::nanos).sum();
    }
}
