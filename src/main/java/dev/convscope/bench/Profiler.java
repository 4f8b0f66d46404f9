package dev.convscope.bench;

import dev.convscope.result.ForkResult;
import dev.convscope.result.JsonReader;
import dev.convscope.result.LatencyResult.Protocol;
import dev.convscope.result.Peak;
import dev.convscope.result.ProfileResult;
import dev.convscope.result.StepTimesResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where the time of one inference of the vector engine goes, step by step.
public final class Profiler {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final String ENGINE = "vector";

    private final ProfileRequest request;
    private final Folder folder;
    private final Pace pace;

    private Profiler(ProfileRequest request, Folder folder, Progress progress) {
        this.request = request;
        this.folder = folder;
        this.pace =
                new Pace(
                        progress,
                        System::nanoTime,
                        1,
                        request.forks(),
                        request.time().plusSeconds(4));
    }

    /// Profiles a network in forks of its own and shows the one with the median total.
    ///
    /// @throws dev.convscope.base.UserException if the model is not known
    /// @throws MeasurementException if a fork fails, disagrees with the reference, or this thread
    ///     is interrupted
    public static ProfileResult run(ProfileRequest request, Progress progress) {
        try (var folder = Folder.create()) {
            return new Profiler(request, folder, progress).profile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("interrupted", List.of());
        }
    }

    private ProfileResult profile() throws IOException, InterruptedException {
        var workload = new Workload(request.model(), request.options(), request.seed());
        var graph = workload.graph();
        var references = new References(folder);
        Path expected = references.add(workload, graph);
        long heap = HeapSize.of(request.model(), graph);
        var environment = EnvironmentCapture.begin(request.seed());
        pace.beginReferences();
        for (var failure : references.computeAll(pace::tick).values()) throw failure;
        Peak peak = MachineProbe.run(request.threads(), request.affinity(), List.of()).peak();
        pace.endReferences();
        List<StepTimesResult> forks = new ArrayList<>();
        for (int i = 0; i < request.forks(); i++) {
            pace.beginFork(
                    request.model() + " profile, fork " + (i + 1) + " of " + request.forks());
            forks.add(fork(workload, heap, expected, i));
            pace.endFork();
        }
        StepTimesResult median = median(forks);
        Optional<ForkResult.Jvm> jvm = Optional.of(median.jvm());
        var order = forks.stream().map(_ -> request.model() + " " + ENGINE).toList();
        return Roofline.result(
                request,
                environment.end(jvm, order, Optional.of(peak)),
                peak,
                forks.stream().map(StepTimesResult::totalNanos).toList(),
                median,
                new StepKinds(graph));
    }

    private StepTimesResult fork(Workload workload, long heap, Path expected, int number)
            throws IOException, InterruptedException {
        var fork =
                new ForkRequest(
                        workload,
                        ENGINE,
                        request.threads(),
                        1,
                        request.exact(),
                        Protocol.FORKS,
                        request.time(),
                        WarmUp.Bounds.DEFAULT,
                        heap,
                        List.of(),
                        expected,
                        folder.path().resolve("profile-" + number + ".json"),
                        folder.path().resolve("profile-" + number + ".log"));
        Path file = folder.path().resolve("profile-" + number + ".properties");
        fork.write(file);
        var child =
                ChildJvm.start(
                        request.affinity(),
                        fork.flags(),
                        ChildJvm.ownClassPath(),
                        ProfileFork.class.getName(),
                        List.of(file.toString()),
                        fork.log());
        ChildJvm.await(child, "the profiled JVM", LIMIT, fork.log());
        var times = JsonReader.read(fork.result(), StepTimesResult.class);
        if (!times.verified().agrees()) {
            throw new MeasurementException(
                    "disagrees with the reference engine by "
                            + times.verified().maxRelError()
                            + " of the logits' scale; --exact plans without Winograd's transforms",
                    List.of());
        }
        return times;
    }

    private static StepTimesResult median(List<StepTimesResult> forks) {
        var sorted =
                forks.stream()
                        .sorted(Comparator.comparingLong(StepTimesResult::totalNanos))
                        .toList();
        return sorted.get(sorted.size() / 2);
    }
}
