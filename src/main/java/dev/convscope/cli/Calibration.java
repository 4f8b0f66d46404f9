package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.bench.DuelRequest;
import dev.convscope.bench.DuelSide;
import dev.convscope.gate.CalibrationReport;
import dev.convscope.report.Format;
import dev.convscope.result.GateProfile;
import dev.convscope.result.GateResult;
import dev.convscope.result.JsonReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Duels this build with itself, again and again. Each duel is a line of a file, so that a campaign
/// can be interrupted and go on another day; the report is made of all lines. A duel that was
/// interrupted is in a file beside it and goes on where it was: otherwise those that take longer,
/// because something looked suspicious, would be lost more often.
///
/// @param log the duels so far; need not exist
record Calibration(
        Terminal terminal, OutputOptions output, GateProfile profile, long seed, Path log) {
    private static final double SECONDS_PER_MINUTE = 60;

    /// @param minutes no duel starts later than that; none for 0
    ExitCode run(double minutes, Destination destination) throws IOException {
        if (!(minutes >= 0)) {
            throw UserException.about("--minutes must not be negative").found(minutes).build();
        }
        List<GateResult> duels = new ArrayList<>(recorded());
        boolean complete = true;
        long end =
                System.nanoTime()
                        + Duration.ofMillis((long) (minutes * SECONDS_PER_MINUTE * 1000)).toNanos();
        while (complete && System.nanoTime() < end) {
            GateResult duel = duel(seed + duels.size());
            complete = duel.complete();
            if (!complete) break;
            History.append(log, duel);
            Files.deleteIfExists(part());
            duels.add(duel);
            if (!output.quiet) {
                terminal.err().println("duel " + duels.size() + ": " + duel.verdict());
            }
        }
        Thread.interrupted();
        var report = CalibrationReport.of(duels);
        destination.write(report, output.format, output.layout(terminal, destination));
        return complete ? ExitCode.OK : ExitCode.INTERRUPTED;
    }

    private List<GateResult> recorded() throws IOException {
        return Files.exists(log) ? JsonReader.lines(log, GateResult.class) : List.of();
    }

    /// One with a seed of its own, so that orders and weights differ.
    private GateResult duel(long number) throws IOException {
        var models = profile.modelNames();
        var request =
                new DuelRequest(
                        DuelSide.ofModels("this build", models),
                        DuelSide.ofModels("this build", models),
                        profile.engineOrDefault(),
                        profile.threadsOrDefault(),
                        profile.batchOrDefault(),
                        DuelRequest.DEFAULT_TIME,
                        number);
        try (var progress = ProgressDisplay.on(terminal, output.quiet)) {
            return new GateDuel(profile, number, Optional.empty())
                    .run(request, earlier(number), progress, this::keep);
        }
    }

    private Path part() {
        return Path.of(log + ".part");
    }

    /// Forks of a duel that was begun with the same seed.
    private List<GateResult.Fork> earlier(long number) throws IOException {
        if (!Files.exists(part())) return List.of();
        var begun = JsonReader.read(part(), GateResult.class);
        return begun.seed() == number ? begun.forks() : List.of();
    }

    private void keep(GateResult soFar) {
        if (soFar.complete() || Thread.currentThread().isInterrupted()) return;
        try (var destination = Destination.open(terminal, Optional.of(part()))) {
            destination.write(soFar, Format.JSON, output.layout(terminal, destination));
        }
    }
}
