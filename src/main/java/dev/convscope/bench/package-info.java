/// Verify, then time: latency in forked JVMs through JMH, machine peaks, and what the machine is.
///
/// Start with {@link dev.convscope.bench.LatencyBenchmark}. Three kinds of JVM take part. The one
/// that asks never loads the vector module. A measuring host is its child and lets JMH start one
/// fork at a time, so that forks of different contestants can be interleaved. The fork is what is
/// timed.
package dev.convscope.bench;
