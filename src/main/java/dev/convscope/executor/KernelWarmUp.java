package dev.convscope.executor;

import com.sun.management.ThreadMXBean;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.simd.VectorMethod;
import dev.convscope.kernels.simd.VectorOperations;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// Has C2 compile the kernels of a plan before its first inference, whatever flags the JVM has.
///
/// Until C2 has compiled a kernel, each of its vectors is an object, and it runs a thousand times
/// slower. So a thread of its own calls every method of vector code that the plan enters, while the
/// rest of the plan is made: mostly with nothing to do, which the JVM counts all the same, and a
/// few times with a little, so that C2 sees where the work is. A method that allocates nothing
/// although it had something to do is compiled.
public final class KernelWarmUp implements AutoCloseable {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final CompilationMXBean COMPILERS = ManagementFactory.getCompilationMXBean();

    /// Methods that wait for C2 at a time. While it has more to do, the JVM counts no branches,
    /// asks for more calls, and has methods compiled that count nothing but calls.
    private static final int WINDOW = 8;

    /// Until the first look at whether C2 is done with a method. A look takes the processor from C2
    /// if there is only one, and calls the methods of the Vector API: so there are few of them,
    /// each a quarter of the time later.
    private static final long FIRST_LOOK_NANOS = 10_000_000;

    /// Without C2 no method gets ever compiled, nor does one that C2 compiled badly; the plan runs
    /// all the same.
    private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

    private final float[] a = new float[VectorMethod.SCRATCH];
    private final float[] w = new float[VectorMethod.SCRATCH];
    private final Set<VectorMethod> known = new HashSet<>();
    private final Queue<VectorMethod> fresh = new ConcurrentLinkedQueue<>();
    private final Queue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::due));
    private final Thread thread;
    private volatile boolean complete;
    private volatile boolean closed;

    /// @param since when C2 may have been asked
    /// @param due when to look whether it is done
    private record Waiting(VectorMethod method, long since, long due) {}

    private KernelWarmUp() {
        this.thread = Thread.ofPlatform().daemon().name("convscope-warm-up").unstarted(this::work);
    }

    /// One that waits for calls.
    public static KernelWarmUp begin() {
        var warmUp = new KernelWarmUp();
        warmUp.thread.start();
        return warmUp;
    }

    /// Begins with the methods that a call enters.
    public void add(KernelCall call) {
        for (VectorMethod method : VectorMethod.of(call)) {
            if (known.add(method)) fresh.add(method);
        }
        LockSupport.unpark(thread);
    }

    /// Returns when all methods are compiled, or hopeless.
    void await() {
        complete = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// Gives up what is not yet compiled.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void work() {
        VectorOperations.useOnce(a);
        long progress = System.nanoTime();
        long compileMillis = 0;
        while (!closed) {
            boolean last = complete;
            admit();
            if (waiting.isEmpty()) {
                if (last) return;
                LockSupport.park(this);
                continue;
            }
            long left = waiting.peek().due() - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(this, left);
                continue;
            }
            boolean compiled = look(waiting.remove());
            if (compiled || compileMillis < compileMillis()) {
                progress = System.nanoTime();
                compileMillis = compileMillis();
            } else if (last && System.nanoTime() - progress > PATIENCE_NANOS) {
                return;
            }
        }
    }

    private static long compileMillis() {
        return COMPILERS == null ? 0 : COMPILERS.getTotalCompilationTime();
    }

    /// Begins with new methods while C2 has not much to do.
    private void admit() {
        while (waiting.size() < WINDOW && !fresh.isEmpty()) {
            VectorMethod method = fresh.remove();
            if (isCompiled(method)) continue;
            call(method);
            long now = System.nanoTime();
            waiting.add(new Waiting(method, now, now + FIRST_LOOK_NANOS));
        }
    }

    /// Whether a method is compiled; if not, it is called some more, and looked at again when it
    /// has waited for a quarter longer.
    private boolean look(Waiting next) {
        VectorMethod method = next.method();
        if (isCompiled(method)) {
            return true;
        }
        call(method);
        long now = System.nanoTime();
        waiting.add(new Waiting(method, next.since(), now + (now - next.since()) / 4));
        return false;
    }

    /// All of it again at each look: the JVM begins to count what C2 wants to know, the way that
    /// branches and loops take, when it has compiled the method once without C2, which takes a
    /// while.
    private void call(VectorMethod method) {
        for (int i = 0; i < method.rounds(); i++) {
            method.run(method.idle(), 0, a, w);
            method.run(VectorMethod.CALLS, VectorMethod.TURNS, a, w);
        }
    }

    private boolean isCompiled(VectorMethod method) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        method.run(VectorMethod.CALLS, VectorMethod.TURNS, a, w);
        return THREADS.getCurrentThreadAllocatedBytes() == before;
    }
}
