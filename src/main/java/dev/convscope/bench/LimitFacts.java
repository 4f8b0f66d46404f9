package dev.convscope.bench;

import dev.convscope.result.Environment;

import java.util.Optional;

/// What this process is allowed to use: control groups, containers, hypervisors.
record LimitFacts(SystemFiles files) {
    private static final String CGROUP = "sys/fs/cgroup/";

    Environment.Limits limits() {
        return new Environment.Limits(
                Runtime.getRuntime().availableProcessors(),
                files.text(CGROUP + "cpuset.cpus.effective")
                        .or(() -> files.text(CGROUP + "cpuset/cpuset.cpus")),
                quotaCores(),
                container(),
                hypervisor(),
                hugePages(),
                HeapSize.memoryBytes(),
                files.number(CGROUP + "memory.max")
                        .or(() -> files.number(CGROUP + "memory/memory.limit_in_bytes"))
                        .filter(limit -> limit < HeapSize.memoryBytes()));
    }

    /// Version 2 states quota and period in one file, version 1 in two; no quota is `max` or -1.
    private Optional<Double> quotaCores() {
        var second = files.text(CGROUP + "cpu.max").filter(text -> !text.startsWith("max"));
        if (second.isPresent()) {
            String[] parts = second.get().split("\\s+");
            return Optional.of(Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]));
        }
        var quota = files.number(CGROUP + "cpu/cpu.cfs_quota_us").filter(micros -> micros > 0);
        var period = files.number(CGROUP + "cpu/cpu.cfs_period_us");
        return quota.flatMap(used -> period.map(every -> (double) used / every));
    }

    private Optional<String> container() {
        if (files.exists(".dockerenv")) return Optional.of("docker");
        return files.exists("run/.containerenv") ? Optional.of("podman") : Optional.empty();
    }

    private Optional<String> hypervisor() {
        boolean virtual =
                files.valueOf("proc/cpuinfo", "flags")
                        .filter(flags -> (" " + flags + " ").contains(" hypervisor "))
                        .isPresent();
        if (!virtual) return Optional.empty();
        return files.text("sys/class/dmi/id/sys_vendor").or(() -> Optional.of("unknown"));
    }

    /// The mode in brackets: `always [madvise] never`.
    private Optional<String> hugePages() {
        return files.text("sys/kernel/mm/transparent_hugepage/enabled")
                .filter(text -> text.matches(".*\\[.*\\].*"))
                .map(text -> text.replaceFirst(".*\\[(.*)\\].*", "$1"));
    }
}
