package dev.convscope.bench;

import dev.convscope.result.DoctorResult.Detectable;
import dev.convscope.result.DoctorResult.ForkNoise;
import dev.convscope.result.LatencyResult;
import dev.convscope.statistics.Moments;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Measures one small network in several forks, for what they differ by.
final class ForkNoiseProbe {
    private static final String MODEL = "mobilenet-v3-small";
    private static final Duration TIME = Duration.ofMillis(500);

    /// The rule of a duel: false alarms, and how often a slowdown has to be found.
    private static final double ALPHA = 0.01;

    private static final double POWER = 0.8;

    private static final List<Integer> SIDES = List.of(5, 12, 20);

    private ForkNoiseProbe() {}

    /// Absent if the network cannot be measured or if it was interrupted.
    static Optional<ForkNoise> run(int forks, Progress progress) {
        var request =
                new LatencyRequest(
                        List.of(MODEL), Map.of(), List.of("vector"), 1, 1, forks, TIME, 1);
        LatencyResult measured = LatencyBenchmark.run(request, progress);
        return measured.results().stream()
                .filter(latency -> latency.forks().size() >= 2)
                .map(
                        latency ->
                                of(
                                        latency.forks().stream()
                                                .mapToDouble(ForkSummary::median)
                                                .toArray()))
                .findFirst();
    }

    /// @param medians of at least two forks
    static ForkNoise of(double[] medians) {
        double spread = Moments.standardDeviation(Moments.logs(medians));
        return new ForkNoise(
                MODEL,
                Arrays.stream(medians).mapToObj(Math::round).toList(),
                spread,
                SIDES.stream()
                        .map(
                                side ->
                                        new Detectable(
                                                side,
                                                dev.convscope.statistics.Detectable.ratio(
                                                        spread, side, ALPHA, POWER)))
                        .toList());
    }
}
