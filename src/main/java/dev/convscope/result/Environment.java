package dev.convscope.result;

import java.util.List;
import java.util.Optional;

/// The machine, the software and the run that gave a number. What could not be read is absent.
public record Environment(Cpu cpu, Limits limits, Noise noise, Software software, Run run) {

    /// @param features the instruction-set flags that bear on vector code
    /// @param siblings per core, the logical processors that share it: `0,2`
    public record Cpu(
            String model,
            Optional<String> microcode,
            List<String> features,
            int sockets,
            int cores,
            int threads,
            List<String> siblings,
            Optional<Long> minMegahertz,
            Optional<Long> maxMegahertz,
            Optional<Long> currentMegahertz,
            Optional<String> governor,
            Optional<Boolean> turbo,
            Optional<Double> celsius,
            int numaNodes,
            List<Cache> caches) {
        public Cpu {
            features = List.copyOf(features);
            siblings = List.copyOf(siblings);
            caches = List.copyOf(caches);
        }
    }

    /// @param kind `data`, `instruction` or `unified`
    /// @param bytes size of one instance
    public record Cache(int level, String kind, long bytes) {}

    /// @param usableProcessors logical processors that this process may use
    /// @param quotaCores processor time granted by the control group, in cores
    /// @param hugePages the chosen mode of transparent huge pages
    public record Limits(
            int usableProcessors,
            Optional<String> cpuset,
            Optional<Double> quotaCores,
            Optional<String> container,
            Optional<String> hypervisor,
            Optional<String> hugePages,
            long memoryBytes,
            Optional<Long> memoryLimitBytes) {}

    /// Taken over the whole run.
    ///
    /// @param loadAverage over the last minute, when the run began
    /// @param stealShare processor time that the hypervisor gave to others, 0 to 1
    /// @param cpuPressure share of the last 10 seconds in which some task waited for a processor
    public record Noise(
            Optional<Double> loadAverage,
            Optional<Double> stealShare,
            Optional<Double> cpuPressure,
            Optional<Long> contextSwitches) {}

    /// @param jdk version string with its build, as the JVM prints it
    /// @param jvmFlags all flags of the measured JVMs
    /// @param vectorBits width of the preferred vector species in the measured JVMs
    public record Software(
            String os,
            String kernel,
            Optional<String> ci,
            String jdkVendor,
            String jdk,
            List<String> jvmFlags,
            Optional<String> collector,
            Optional<Integer> vectorBits,
            Optional<String> jmh) {
        public Software {
            jvmFlags = List.copyOf(jvmFlags);
        }
    }

    /// @param started ISO 8601, UTC
    /// @param startOrder the forks in the order they ran: `model engine`
    /// @param peak the machine's measured peak, if it was measured
    public record Run(
            String tool,
            Optional<String> commit,
            Optional<Boolean> dirty,
            String started,
            long seed,
            List<String> startOrder,
            Optional<Peak> peak) {
        public Run {
            startOrder = List.copyOf(startOrder);
        }
    }
}
