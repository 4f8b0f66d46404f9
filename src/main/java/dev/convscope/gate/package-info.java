/// Baseline and candidate to a decision: a verdict, or the forks that are still needed for one.
///
/// Pure functions of numbers, without a clock: the same numbers and the same seed give the same
/// decision again. Start with {@link dev.convscope.gate.Duel}; {@link dev.convscope.gate.Exact}
/// compares what does not depend on the machine, {@link dev.convscope.gate.Budget} what has a
/// limit. Knows `base`, `result` and `statistics`.
///
/// The rules and their rates come from forks of the same code, resampled: a suspicion needs few
/// forks and may be wrong, a confirmation starts anew with fresh ones.
package dev.convscope.gate;
