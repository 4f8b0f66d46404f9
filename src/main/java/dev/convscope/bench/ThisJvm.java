package dev.convscope.bench;

import dev.convscope.kernels.simd.PeakKernel;
import dev.convscope.result.ForkResult;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;

/// What a measured JVM says of itself.
final class ThisJvm {
    private ThisJvm() {}

    /// Needs the vector module.
    static ForkResult.Jvm describe() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        return new ForkResult.Jvm(
                runtime.getVmVendor(),
                Runtime.version().toString(),
                runtime.getInputArguments().stream().filter(ThisJvm::lasts).toList(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")),
                ManagementFactory.getCompilationMXBean().getName(),
                PeakKernel.vectorBits());
    }

    /// JMH names a temporary file of its own; it says nothing of the JVM.
    private static boolean lasts(String flag) {
        return !flag.startsWith("-XX:CompileCommandFile=");
    }
}
