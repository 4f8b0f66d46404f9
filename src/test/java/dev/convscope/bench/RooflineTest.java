package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.result.EnvironmentSamples;
import dev.convscope.result.ForkResult;
import dev.convscope.result.Latency;
import dev.convscope.result.Peak;
import dev.convscope.result.ProfileResult;
import dev.convscope.result.ProfileResult.Bound;
import dev.convscope.result.StepTimesResult;

import org.junit.jupiter.api.Test;

import java.util.List;

/// A machine of 100 GFLOP/s and 10 GB/s: a byte is worth ten operations.
class RooflineTest {
    private static final Peak PEAK = new Peak(1, 256, 100, 10);

    private static ProfileResult.Step step(long nanos, long macs, long bytes) {
        var step = new StepTimesResult.Step("kernel", List.of("layer"), nanos, macs, bytes);
        var times =
                new StepTimesResult(
                        new Latency.Verified("reference", 0, 0),
                        1,
                        nanos,
                        0,
                        nanos,
                        List.of(step),
                        new ForkResult.Jvm("A vendor", "25", List.of(), "G1", "C2", 256));
        return Roofline.result("m", EnvironmentSamples.bare(), PEAK, times).steps().getFirst();
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
}
