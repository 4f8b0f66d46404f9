package dev.convscope.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C into an interrupt of the thread that measures, and gives it the time to write down
/// what it has.
///
/// The JVM ends a process that is interrupted with code 130 once its shutdown hooks are done; the
/// hook waits for the thread.
final class Interruption implements AutoCloseable {
    private static final int SECONDS_TO_WRITE = 20;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interruption");

    private Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// From now on, the calling thread is the one that measures.
    static Interruption guard() {
        return new Interruption();
    }

    private void stop() {
        worker.interrupt();
        try {
            written.await(SECONDS_TO_WRITE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, which is what the hook was for.
            return;
        }
    }
}
