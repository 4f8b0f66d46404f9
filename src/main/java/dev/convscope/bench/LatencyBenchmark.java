package dev.convscope.bench;

import dev.convscope.result.LatencyResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/// Measures the latency of models in engines, each verified first.
///
/// Forks of all contestants are interleaved, so that a machine that slows down slows all of them.
public final class LatencyBenchmark {
    private LatencyBenchmark() {}

    /// Runs the whole measurement.
    ///
    /// A thread that is interrupted meanwhile stops the children and gets what was measured so far,
    /// marked as incomplete. A contestant that crashes or disagrees with the reference becomes a
    /// failure of the result; the others are measured all the same.
    ///
    /// @throws dev.convscope.base.UserException if a model or an engine is not known
    /// @throws MeasurementException if nothing can be measured on this machine at all
    public static LatencyResult run(LatencyRequest request, Progress progress) {
        return run(request, progress, _ -> {});
    }

    /// The same, told after every fork what there is so far, marked as incomplete: a run
    /// that is killed then leaves that.
    public static LatencyResult run(
            LatencyRequest request, Progress progress, Consumer<LatencyResult> soFar) {
        try (var folder = Folder.create();
                var run = new LatencyRun(request, WarmUp.Bounds.DEFAULT, folder, progress)) {
            return run.complete(soFar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
