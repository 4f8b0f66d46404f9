package dev.convscope.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Fork;
import dev.convscope.result.GateResult.Verdict;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Synthetic forks in place of recorded ones, of a machine that drifts between duels.
class SimulationTest {
    private static final Duel DUEL = Duel.of(DuelRules.DEFAULT, Set.of("a"));

    private static List<GateResult> duels(int count, double spread, double drift) {
        var random = new Random(3);
        List<GateResult> duels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double level = 1e7 * Math.exp(drift * random.nextGaussian());
            List<Fork> forks = new ArrayList<>();
            for (int pair = 0; pair < 6; pair++) {
                for (boolean head : new boolean[] {false, true}) {
                    double nanos = level * Math.exp(spread * random.nextGaussian());
                    forks.add(
                            new Fork("a", 1, pair, head, nanos, nanos, 0, true, 0, 3_000_000_000L));
                }
            }
            var report =
                    new DuelReport(
                            new GateResult.Sides("x", "x"),
                            forks,
                            Map.of(),
                            List.of(),
                            Optional.empty());
            duels.add(report.decided(DUEL));
        }
        return duels;
    }

    private static Simulation simulation(double spread, double drift) {
        return new Simulation(DuelRules.DEFAULT, "a", duels(30, spread, drift));
    }

    @Test
    void drawsFromEveryRecordedPair() {
        assertThat(simulation(0.01, 0).recorded()).isEqualTo(180);
    }

    @Test
    void raisesNoAlarmsOnTheSameCode() {
        assertThat(simulation(0.01, 0).run(0, 500, 1).share(Verdict.REGRESSED)).isZero();
    }

    @Test
    void findsInjectedSlowdowns() {
        var simulation = simulation(0.01, 0);

        assertThat(simulation.run(0.05, 500, 1).share(Verdict.REGRESSED)).isGreaterThan(0.9);
        assertThat(simulation.run(0.10, 500, 1).share(Verdict.REGRESSED)).isGreaterThan(0.99);
    }

    @Test
    void doesNotMistakeDriftBetweenDuelsForNoiseWithin() {
        assertThat(simulation(0.01, 0.3).run(0.05, 500, 1).share(Verdict.REGRESSED))
                .isGreaterThan(0.9);
    }

    @Test
    void givesTheSameForTheSameSeed() {
        assertThat(simulation(0.01, 0).run(0.02, 100, 4))
                .isEqualTo(simulation(0.01, 0).run(0.02, 100, 4));
    }

    @Test
    void reportsRealAndSimulatedDuelsApart() {
        var report = CalibrationReport.of(duels(30, 0.01, 0.1));

        var real = report.real().getFirst();
        assertThat(real.duels()).isEqualTo(30);
        assertThat(real.falseAlarms()).isZero();
        assertThat(real.alarmRateBound()).isBetween(0.09, 0.10);
        assertThat(real.forkSpread()).isBetween(0.008, 0.012);
        assertThat(real.screenSeconds()).isEqualTo(36);
        assertThat(report.simulated()).extracting(one -> one.slowdown()).contains(0.0, 0.05, 0.10);
    }
}
