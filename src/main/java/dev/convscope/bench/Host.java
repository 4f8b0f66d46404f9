package dev.convscope.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// This side of a {@link MeasuringHost}: asks for forks of one build, one at a time.
final class Host implements AutoCloseable {
    private static final String ENDED = "";
    private static final long TICK_MILLIS = 200;

    /// For a host to end by itself, and to take its temporary files with it.
    private static final long FAREWELL_MILLIS = 2000;

    private final Process process;
    private final Path log;
    private final PrintStream requests;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    /// Starts a host.
    ///
    /// @param classPath of the build to measure
    Host(String classPath, Path log) {
        this(classPath, Affinity.ANY, log);
    }

    /// Starts a host that is bound to processors, and with it its forks.
    Host(String classPath, Affinity affinity, Path log) {
        this.log = log;
        process =
                ChildJvm.start(
                        affinity,
                        ChildJvm.QUICK_START,
                        classPath,
                        MeasuringHost.class.getName(),
                        List.of(),
                        log);
        requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().start(this::readAnswers);
    }

    private void readAnswers() {
        try (var in =
                new BufferedReader(
                        new java.io.InputStreamReader(
                                process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) answers.add(line);
        } catch (IOException e) {
            // The host is gone, which is told below.
        }
        answers.add(ENDED);
    }

    /// Has one fork measured.
    ///
    /// @param tick called a few times a second meanwhile
    /// @throws MeasurementException if there is no result
    void measure(Path request, Path forkLog, Duration limit, Runnable tick)
            throws InterruptedException {
        requests.println(request);
        long deadline = System.nanoTime() + limit.toNanos();
        String answer = null;
        while (answer == null) {
            answer = answers.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            tick.run();
            if (System.nanoTime() > deadline) {
                throw failed("the fork did not end within " + limit.toSeconds() + " s", forkLog);
            }
        }
        if (answer.equals(ENDED)) throw failed("the measuring JVM ended", forkLog);
        if (!answer.equals(MeasuringHost.DONE)) {
            throw failed("the fork failed", forkLog);
        }
    }

    private MeasurementException failed(String what, Path forkLog) {
        List<String> said = ChildJvm.tail(forkLog);
        return new MeasurementException(what, said.isEmpty() ? ChildJvm.tail(log) : said);
    }

    boolean alive() {
        return process.isAlive();
    }

    /// Ends the host and a fork that it may be measuring.
    @Override
    public void close() {
        requests.close();
        try {
            process.waitFor(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ChildJvm.kill(process);
    }
}
