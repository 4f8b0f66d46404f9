package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.result.EnvironmentSamples;
import dev.convscope.result.ForkResult;
import dev.convscope.result.Latency;
import dev.convscope.result.Peak;
import dev.convscope.result.ProfileResult;
import dev.convscope.result.ProfileResult.Bound;
import dev.convscope.result.ProfileResult.Group;
import dev.convscope.result.StepTimesResult;

import org.junit.jupiter.api.Test;

import java.util.List;

/// A machine of 100 GFLOP/s and 10 GB/s: a byte is worth ten operations.
class RooflineTest {
    private static final Peak PEAK = new Peak(1, 256, 100, 10);

    private static ProfileResult profile(StepTimesResult.Step... steps) {
        long nanos = List.of(steps).stream().mapToLong(StepTimesResult.Step::nanos).sum();
        var times =
                new StepTimesResult(
                        new Latency.Verified("reference", 0, 0),
                        1,
                        nanos + 10,
                        10,
                        nanos,
                        List.of(steps),
                        new ForkResult.Jvm("A vendor", "25", List.of(), "G1", "C2", 256));
        return Roofline.result(
                ProfileRequest.of("m"),
                EnvironmentSamples.bare(),
                PEAK,
                List.of(nanos),
                times,
                layers -> layers.isEmpty() ? "output" : layers.getFirst().substring(2));
    }

    private static StepTimesResult.Step step(
            String kernel, String layer, long nanos, long macs, long bytes) {
        var layers = layer.isEmpty() ? List.<String>of() : List.of(layer, layer + ".bn");
        return new StepTimesResult.Step(kernel, layers, nanos, macs, bytes);
    }

    private static ProfileResult.Step step(long nanos, long macs, long bytes) {
        return profile(step("kernel", "1.conv", nanos, macs, bytes)).steps().getFirst();
    }

    @Test
    void boundsByThePeakWhatComputesMuchPerByte() {
        var step = step(40, 1000, 100);

        assertThat(step.bound()).isEqualTo(Bound.COMPUTE);
        assertThat(step.gflopPerSecond()).isCloseTo(50, within(1e-9));
        assertThat(step.shareOfRoof()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void boundsByTheBandwidthWhatMovesMuchPerOperation() {
        var step = step(200, 100, 1000);

        assertThat(step.bound()).isEqualTo(Bound.BANDWIDTH);
        assertThat(step.shareOfRoof()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void callsOverheadWhatIsFarFromBoth() {
        assertThat(step(1000, 1000, 100).bound()).isEqualTo(Bound.OVERHEAD);
        assertThat(step(50, 0, 0).bound()).isEqualTo(Bound.OVERHEAD);
    }

    @Test
    void putsTheStepsOfALayerTogetherAndTheDearestKindFirst() {
        var profile =
                profile(
                        step("halo", "1.pool", 5, 0, 0),
                        step("input", "1.conv", 10, 0, 0),
                        step("products", "1.conv", 30, 1000, 100),
                        step("other", "2.conv", 40, 1000, 100),
                        step("unpack", "", 5, 0, 0));

        assertThat(profile.layers())
                .extracting(Group::name)
                .containsExactly("1.pool+bn", "1.conv+bn", "2.conv+bn", "output");
        var conv = profile.layers().get(1);
        assertThat(conv.steps()).containsExactly(1, 2);
        assertThat(conv.kernels()).containsExactly("products", "input");
        assertThat(conv.nanos()).isEqualTo(40);
        assertThat(conv.share()).isCloseTo(0.4, within(1e-9));
        assertThat(conv.flopPerByte()).isCloseTo(20, within(1e-9));
        assertThat(conv.bound()).isEqualTo(Bound.COMPUTE);
        assertThat(profile.kinds())
                .extracting(Group::name)
                .containsExactly("conv", "pool", "output");
        assertThat(profile.kinds().getFirst().steps()).containsExactly(1, 2, 3);
    }

    /// 90 ns with the clock between, 80 without.
    @Test
    void tellsWhatTheClockAdds() {
        assertThat(profile(step("kernel", "1.conv", 80, 1000, 100)).overhead())
                .isCloseTo(0.125, within(1e-9));
    }
}
