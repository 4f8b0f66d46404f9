package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.result.Latency;
import dev.convscope.result.LatencyResult.Protocol;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

class RatiosTest {
    private static Latency latency(String engine, long... forkNanos) {
        List<Latency.Fork> forks =
                Arrays.stream(forkNanos)
                        .mapToObj(
                                nanos ->
                                        new Latency.Fork(
                                                0,
                                                List.of(nanos),
                                                new Latency.Startup(0, 0, 0, 0),
                                                0,
                                                true,
                                                0,
                                                OptionalLong.empty(),
                                                0))
                        .toList();
        return new ForkSummary(engine, forks)
                .latency(
                        "m",
                        1,
                        1,
                        1000,
                        Optional.empty(),
                        OptionalLong.empty(),
                        new Latency.Verified("reference", 0, 0));
    }

    @Test
    void dividesByThePeerOfTheSameModel() {
        var ours = latency("vector", 80, 84, 76);
        var peer = latency("onnxruntime", 100, 105, 95);

        var beside = Ratios.beside(List.of(ours, peer));

        var ratio = beside.getFirst().ratio().orElseThrow();
        assertThat(ratio.against()).isEqualTo("onnxruntime");
        assertThat(ratio.value()).isCloseTo(0.8, within(1e-9));
        assertThat(beside.getLast().ratio()).isEmpty();
    }

    /// Both sides drift by a quarter, together: the pairs do not.
    @Test
    void cancelsADriftThatBothSidesShare() {
        var ratio = Ratios.ratio(latency("vector", 80, 90, 100), latency("x", 100, 113, 124));

        assertThat(ratio.low().orElseThrow()).isBetween(0.75, 0.80);
        assertThat(ratio.high().orElseThrow()).isBetween(0.80, 0.85);
    }

    @Test
    void givesNoIntervalOfTwoForks() {
        var ratio = Ratios.ratio(latency("vector", 80, 82), latency("x", 100, 101));

        assertThat(ratio.low()).isEmpty();
        assertThat(ratio.high()).isEmpty();
    }

    /// A mean is drawn by one slow inference, which is what the paper's protocol reports.
    @Test
    void dividesMeansInThePapersProtocol() {
        var ours = latency("vector", 80, 80, 110);
        var peer = latency("onnxruntime", 100, 100, 100);

        var ratio =
                Ratios.beside(List.of(ours, peer), Protocol.PAPER).getFirst().ratio().orElseThrow();

        assertThat(ratio.value()).isCloseTo(0.9, within(1e-9));
        assertThat(ratio.low()).isEmpty();
    }

    @Test
    void hasNoRatioWithoutAPeer() {
        assertThat(Ratios.beside(List.of(latency("vector", 80))).getFirst().ratio()).isEmpty();
    }

    /// 2,000 experiments with a true ratio of 0.8, forks that scatter by 3 % and drifts of 10 %
    /// that both sides share: the printed interval holds it as often as it claims. It is a little
    /// wider than Student's, because it always holds the printed ratio, too.
    @Test
    void coversTheTrueRatioAsOftenAsItClaims() {
        var random = new Random(11);
        int covered = 0;
        for (int experiment = 0; experiment < 2000; experiment++) {
            long[] ours = new long[5];
            long[] theirs = new long[5];
            for (int fork = 0; fork < 5; fork++) {
                double machine = 1e7 * Math.exp(0.1 * random.nextGaussian());
                ours[fork] = Math.round(0.8 * machine * Math.exp(0.03 * random.nextGaussian()));
                theirs[fork] = Math.round(machine * Math.exp(0.03 * random.nextGaussian()));
            }
            var ratio = Ratios.ratio(latency("vector", ours), latency("x", theirs));
            if (ratio.low().orElseThrow() <= 0.8 && 0.8 <= ratio.high().orElseThrow()) covered++;
        }
        assertThat(covered / 2000.0).isBetween(0.94, 0.985);
    }

    /// The same for the interval of one latency: every fork a median of noisy samples.
    @Test
    void coversTheTrueLatencyAsOftenAsItClaims() {
        for (int forks : new int[] {3, 5, 10}) {
            var random = new Random(forks);
            int covered = 0;
            for (int experiment = 0; experiment < 2000; experiment++) {
                long[] nanos = new long[forks];
                for (int fork = 0; fork < forks; fork++) {
                    nanos[fork] = Math.round(1e7 * Math.exp(0.04 * random.nextGaussian()));
                }
                var latency = latency("vector", nanos);
                if (latency.lowNanos().orElseThrow() <= 1e7
                        && 1e7 <= latency.highNanos().orElseThrow()) {
                    covered++;
                }
            }
            assertThat(covered / 2000.0).as("%d forks", forks).isBetween(0.935, 0.975);
        }
    }
}
