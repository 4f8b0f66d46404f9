/// What numbers say about other numbers: percentiles, intervals over forks, tests.
///
/// Pure functions of `double[]`, deterministic: what needs randomness takes a seed. Start with
/// {@link dev.convscope.statistics.Percentiles} and {@link dev.convscope.statistics.Interval}.
/// Knows `base` only.
package dev.convscope.statistics;
