package dev.convscope.bench;

import dev.convscope.result.Environment;

import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.ProcessorCache;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The processor, from OSHI and from what Linux says beside it.
final class MachineFacts {
    private static final String CPU0 = "sys/devices/system/cpu/cpu0/";

    /// Instruction sets that change what vector code can do.
    private static final Set<String> FEATURES =
            Set.of("sse4_2", "avx", "avx2", "fma", "asimd", "sve", "sve2", "amx_tile", "amx_bf16");

    private final SystemFiles files;
    private final CentralProcessor processor = new SystemInfo().getHardware().getProcessor();

    MachineFacts(SystemFiles files) {
        this.files = files;
    }

    Environment.Cpu cpu() {
        return new Environment.Cpu(
                processor.getProcessorIdentifier().getName().strip(),
                files.valueOf("proc/cpuinfo", "microcode"),
                features(),
                processor.getPhysicalPackageCount(),
                processor.getPhysicalProcessorCount(),
                processor.getLogicalProcessorCount(),
                siblings(),
                megahertz("cpufreq/cpuinfo_min_freq"),
                megahertz("cpufreq/cpuinfo_max_freq"),
                currentMegahertz(),
                files.text(CPU0 + "cpufreq/scaling_governor"),
                turbo(),
                celsius(),
                Math.max(1, files.names("sys/devices/system/node", "node\\d+").size()),
                processor.getProcessorCaches().stream().map(MachineFacts::cache).toList());
    }

    private List<String> features() {
        return files
                .valueOf("proc/cpuinfo", "flags")
                .or(() -> files.valueOf("proc/cpuinfo", "Features"))
                .map(flags -> Arrays.asList(flags.split("\\s+")))
                .orElse(List.of())
                .stream()
                .filter(flag -> FEATURES.contains(flag) || flag.startsWith("avx512"))
                .sorted()
                .toList();
    }

    /// Each group of logical processors that share a core, once.
    private List<String> siblings() {
        var groups = new TreeSet<String>();
        for (String cpu : files.names("sys/devices/system/cpu", "cpu\\d+")) {
            files.text("sys/devices/system/cpu/" + cpu + "/topology/thread_siblings_list")
                    .ifPresent(groups::add);
        }
        return List.copyOf(groups);
    }

    private Optional<Long> megahertz(String file) {
        return files.number(CPU0 + file).map(kilohertz -> kilohertz / 1000);
    }

    private Optional<Long> currentMegahertz() {
        return Arrays.stream(processor.getCurrentFreq())
                .filter(hertz -> hertz > 0)
                .boxed()
                .max(Long::compare)
                .map(hertz -> hertz / 1_000_000);
    }

    private Optional<Boolean> turbo() {
        return files.number("sys/devices/system/cpu/intel_pstate/no_turbo")
                .map(off -> off == 0)
                .or(() -> files.number("sys/devices/system/cpu/cpufreq/boost").map(on -> on == 1));
    }

    private Optional<Double> celsius() {
        return files.number("sys/class/thermal/thermal_zone0/temp").map(milli -> milli / 1000.0);
    }

    Optional<Double> loadAverage() {
        double load = processor.getSystemLoadAverage(1)[0];
        return load < 0 ? Optional.empty() : Optional.of(load);
    }

    long contextSwitches() {
        return processor.getContextSwitches();
    }

    /// Share of the last ten seconds in which some task waited for a processor.
    Optional<Double> cpuPressure() {
        return files.valueOf("proc/pressure/cpu", "some avg10=")
                .map(line -> Double.parseDouble(line.split("\\s+")[0]) / 100);
    }

    private static Environment.Cache cache(ProcessorCache cache) {
        return new Environment.Cache(
                cache.getLevel(),
                cache.getType().name().toLowerCase(Locale.ROOT),
                cache.getCacheSize());
    }
}
