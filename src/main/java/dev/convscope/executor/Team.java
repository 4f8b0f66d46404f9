package dev.convscope.executor;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.simd.SimdKernels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/// The caller and its workers, in lock step over calls.
///
/// Every member runs its part of each call and then meets the others at a spinning barrier. Between
/// inferences workers spin for a short while and then park.
final class Team implements AutoCloseable {
    private static final int SPINS = 1 << 14;
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    /// Longs between the counters of two members, so that they share no pair of cache lines.
    private static final int APART = 16;

    private final float[] arena;
    private final float[] constants;
    private final Thread[] workers;
    private final long[] finished;
    private volatile int inference;
    private volatile boolean closed;
    private volatile RuntimeException failure;
    private KernelCall[] calls;
    private float[] input;
    private float[] output;

    Team(int threads, float[] arena, float[] constants) {
        this.arena = arena;
        this.constants = constants;
        this.workers = new Thread[threads - 1];
        this.finished = new long[(threads + 1) * APART];
        for (int i = 0; i < workers.length; i++) {
            int member = i + 1;
            workers[i] =
                    Thread.ofPlatform()
                            .daemon()
                            .name("convscope-" + member)
                            .unstarted(() -> work(member));
            workers[i].start();
        }
    }

    /// @param stamps of the caller's clock after each call, from the second on; null for none
    void run(KernelCall[] calls, float[] input, float[] output, long[] stamps) {
        this.calls = calls;
        this.input = input;
        this.output = output;
        inference++;
        for (Thread worker : workers) LockSupport.unpark(worker);
        runCalls(calls, 0, stamps);
        this.calls = null;
        this.input = null;
        this.output = null;
        RuntimeException failed = failure;
        if (failed != null) throw failed;
    }

    private void work(int member) {
        int seen = 0;
        while (true) {
            int spins = 0;
            while (inference == seen && !closed) {
                if (spins++ < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (closed) return;
            seen = inference;
            runCalls(calls, member, null);
        }
    }

    private void runCalls(KernelCall[] calls, int member, long[] stamps) {
        int parts = workers.length + 1;
        for (int i = 0; i < calls.length; i++) {
            try {
                SimdKernels.run(calls[i], member, parts, arena, constants, input, output);
            } catch (RuntimeException e) {
                failure = e;
            }
            meet(member, parts);
            if (stamps != null) stamps[i + 1] = System.nanoTime();
        }
    }

    /// Every member counts the calls that it has finished, in a cache line that nobody else
    /// writes, and waits until the others have come as far.
    private void meet(int member, int parts) {
        int mine = (member + 1) * APART;
        long count = finished[mine] + 1;
        LONGS.setRelease(finished, mine, count);
        for (int other = APART; other <= parts * APART; other += APART) {
            while ((long) LONGS.getAcquire(finished, other) < count) Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread worker : workers) LockSupport.unpark(worker);
    }
}
