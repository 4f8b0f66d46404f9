package dev.convscope.bench;

import com.sun.management.HotSpotDiagnosticMXBean;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A program that says in what kind of JVM it runs.
final class ForkFacts {
    private ForkFacts() {}

    public static void main(String[] arguments) {
        var diagnostics = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try (var out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
            out.print("vector module: " + vector + "\n");
            for (String option :
                    List.of(
                            "TieredCompilation",
                            "TieredStopAtLevel",
                            "AOTCache",
                            "AOTMode",
                            "UseG1GC",
                            "ObjectAlignmentInBytes",
                            "MaxHeapSize",
                            "InitialHeapSize")) {
                String value = diagnostics.getVMOption(option).getValue();
                out.print(option + ": " + (value == null ? "" : value) + "\n");
            }
        }
    }
}
