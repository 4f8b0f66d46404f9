package dev.convscope.bench;

import dev.convscope.base.UserException;
import dev.convscope.graph.Graph;
import dev.convscope.result.KernelsResult;
import dev.convscope.result.Peak;
import dev.convscope.result.ProbeResult;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// How near the kernels come to what the machine can do, over layers of the zoo.
public final class Kernels {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /// JMH's start of a fork, and the planning.
    private static final Duration START = Duration.ofMillis(1500);

    private Kernels() {}

    /// Times every layer in a fork of its own, beside the peak measured just before and after.
    ///
    /// @throws UserException if no layer is asked for, or the machine has not the vectors
    /// @throws MeasurementException if a fork fails, or this thread is interrupted
    public static KernelsResult run(KernelsRequest request, Progress progress) {
        int[] layers =
                IntStream.range(0, KernelLayer.ALL.size())
                        .filter(i -> KernelLayer.ALL.get(i).name().contains(request.layers()))
                        .toArray();
        if (layers.length == 0) {
            throw UserException.about("no layer of the benchmark has such a name")
                    .found(request.layers())
                    .expected("a part of a name like '" + KernelLayer.ALL.getFirst().name() + "'")
                    .build();
        }
        try (var folder = Folder.create()) {
            return run(request, layers, folder, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementException("interrupted", List.of());
        }
    }

    private static KernelsResult run(
            KernelsRequest request, int[] layers, Folder folder, Progress progress)
            throws IOException, InterruptedException {
        var environment = EnvironmentCapture.begin(0);
        ProbeResult before = MachineProbe.run(1, Affinity.ANY, request.flags());
        request.width().check(before.peak().vectorBits());
        var answers = answers(request, layers, folder.path().resolve("kernels.log"), progress);
        ProbeResult after = MachineProbe.run(1, Affinity.ANY, request.flags());
        boolean faster = after.peak().gflopPerSecond() > before.peak().gflopPerSecond();
        ProbeResult probe = faster ? after : before;
        List<KernelsResult.Layer> rows = new ArrayList<>();
        for (String answer : answers) rows.add(layer(answer.split("\t"), probe));
        var jvm = Optional.of(probe.jvm());
        var order = rows.stream().map(KernelsResult.Layer::layer).toList();
        return new KernelsResult(
                environment.end(jvm, order, Optional.of(probe.peak())), probe.gigahertz(), rows);
    }

    private static List<String> answers(
            KernelsRequest request, int[] layers, Path log, Progress progress)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(request.time().toString()));
        words.add(Integer.toString(request.flags().size()));
        words.addAll(request.flags());
        for (int layer : layers) words.add(Integer.toString(layer));
        var child =
                ChildJvm.start(
                        KernelHost.flags(request.flags()),
                        ChildJvm.ownClassPath(),
                        KernelHost.class.getName(),
                        words,
                        log);
        List<String> answers = new ArrayList<>();
        Duration each = request.time().multipliedBy(2).plus(START);
        try (var in =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (int layer : layers) {
                int left = layers.length - answers.size();
                progress.at(
                        KernelLayer.ALL.get(layer).name(),
                        (double) answers.size() / layers.length,
                        each.multipliedBy(left));
                String answer = in.readLine();
                if (answer == null) break;
                answers.add(answer);
            }
            ChildJvm.await(child, "the JVM that times kernels", LIMIT, log);
        } finally {
            ChildJvm.kill(child);
        }
        return answers;
    }

    private static KernelsResult.Layer layer(String[] answer, ProbeResult probe) {
        KernelLayer layer = KernelLayer.ALL.get(Integer.parseInt(answer[0]));
        Graph graph = layer.graph();
        double nanos = Double.parseDouble(answer[1]);
        long macs = KernelLayer.macs(graph);
        Peak peak = probe.peak();
        OptionalDouble rate = OptionalDouble.empty();
        OptionalDouble share = OptionalDouble.empty();
        OptionalDouble cycles = OptionalDouble.empty();
        if (macs > 0) {
            rate = OptionalDouble.of(2 * macs / nanos);
            share = OptionalDouble.of(2 * macs / nanos / peak.gflopPerSecond());
        } else {
            double vectors = graph.inputShape().elements() * 32.0 / peak.vectorBits();
            cycles = OptionalDouble.of(nanos * probe.gigahertz() / vectors);
        }
        return new KernelsResult.Layer(
                layer.name(),
                KernelLayer.shape(graph),
                answer[2],
                Math.round(nanos),
                macs,
                KernelLayer.bytes(graph),
                rate,
                share,
                cycles);
    }
}
