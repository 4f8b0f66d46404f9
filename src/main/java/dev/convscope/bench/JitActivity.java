package dev.convscope.bench;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/// What the JIT compilers do.
interface JitActivity {
    /// Time of all finished compilations so far.
    long compileNanos();

    /// Whether nothing is being compiled by C2 or waits for it. Time alone does not tell: a
    /// compilation of seconds counts only when it ends, and on a busy machine the compilers wait.
    boolean idle();

    /// Of this JVM.
    static JitActivity ofThisJvm() {
        var compilation = ManagementFactory.getCompilationMXBean();
        return new JitActivity() {
            @Override
            public long compileNanos() {
                return compilation.getTotalCompilationTime() * 1_000_000;
            }

            @Override
            public boolean idle() {
                return saysIdle(queue());
            }
        };
    }

    /// Reads the JVM's own account of its compilers: running compilations, then what waits for
    /// each compiler.
    static boolean saysIdle(String queue) {
        String text = queue.replaceAll("\\s+", " ");
        boolean running = !text.contains("Current compiles: C1 compile queue:");
        boolean waiting = !text.contains("C2 compile queue: Empty");
        return !running && !waiting;
    }

    private static String queue() {
        try {
            return (String)
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(diagnostics(), "compilerQueue", null, null);
        } catch (JMException e) {
            throw new IllegalStateException("this JVM does not tell what it compiles", e);
        }
    }

    private static ObjectName diagnostics() throws MalformedObjectNameException {
        return new ObjectName("com.sun.management:type=DiagnosticCommand");
    }
}
