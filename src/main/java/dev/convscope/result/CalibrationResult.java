package dev.convscope.result;

import java.util.List;
import java.util.Optional;

/// How often a gate is wrong on a machine. Real duels prove a rate; simulated ones are drawn from
/// the forks of the real ones and tell what a slowdown's chance to be found is.
///
/// @param environment of the last duel
/// @param real one a model: duels of the same build that ran
/// @param simulated one a model and injected slowdown: duels that did not
public record CalibrationResult(
        Optional<Environment> environment, List<Real> real, List<Simulated> simulated)
        implements Result {
    public CalibrationResult {
        real = List.copyOf(real);
        simulated = List.copyOf(simulated);
    }

    /// Duels of the same code that ran.
    ///
    /// @param model the benchmark, or `all`
    /// @param falseAlarms verdicts of a slowdown
    /// @param improved verdicts of a speed-up, which is as false
    /// @param unsure inconclusive or unreliable verdicts
    /// @param suspected duels that needed a second stage
    /// @param alarmRateBound what the rate of false alarms is below, with a confidence of 95 %
    /// @param forkSpread standard deviation of logarithms of forks' fastest inferences within duels
    /// @param forkSeconds what a fork takes, median
    /// @param screenSeconds what the forks of a duel take in which nothing looks suspicious, median
    /// @param confirmSeconds what the forks of both stages take, from the same forks
    public record Real(
            String model,
            int duels,
            int falseAlarms,
            int improved,
            int unsure,
            int suspected,
            double alarmRateBound,
            double forkSpread,
            double forkSeconds,
            double screenSeconds,
            double confirmSeconds) {}

    /// Duels that were drawn.
    ///
    /// @param slowdown of the head, as a share; 0 for the same code
    /// @param pairs how many recorded pairs they were drawn from
    /// @param regressed share of verdicts of a slowdown: false alarms where there is none
    /// @param improved share of verdicts of a speed-up
    /// @param unsure share of inconclusive and unreliable verdicts
    /// @param suspected share that needed a second stage
    public record Simulated(
            String model,
            double slowdown,
            int duels,
            int pairs,
            double regressed,
            double improved,
            double unsure,
            double suspected) {}
}
