package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What Linux tells, from files laid out as Linux lays them out.
class SystemFactsTest {
    @TempDir Path root;
    private SystemFiles files;

    @BeforeEach
    void mount() {
        files = new SystemFiles(root);
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void readsTheQuotaOfBothVersionsOfControlGroups() throws IOException {
        assertThat(new LimitFacts(files).limits().quotaCores()).isEmpty();
        write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000\n");
        write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        assertThat(new LimitFacts(files).limits().quotaCores()).contains(0.5);
        write("sys/fs/cgroup/cpu.max", "150000 100000\n");
        assertThat(new LimitFacts(files).limits().quotaCores()).contains(1.5);
    }

    @Test
    void takesNoQuotaForNone() throws IOException {
        write("sys/fs/cgroup/cpu.max", "max 100000\n");

        assertThat(new LimitFacts(files).limits().quotaCores()).isEmpty();
    }

    @Test
    void readsContainerHypervisorAndHugePages() throws IOException {
        write("run/.containerenv", "");
        write("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu hypervisor avx2\n");
        write("sys/class/dmi/id/sys_vendor", "QEMU\n");
        write("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");

        var limits = new LimitFacts(files).limits();

        assertThat(limits.container()).contains("podman");
        assertThat(limits.hypervisor()).contains("QEMU");
        assertThat(limits.hugePages()).contains("madvise");
    }

    @Test
    void readsWhatDescribesAProcessor() throws IOException {
        String cpu0 = "sys/devices/system/cpu/cpu0/";
        write("proc/cpuinfo", "microcode\t: 0x42\nflags\t\t: fpu avx2 fma avx512f\n");
        write(cpu0 + "cpufreq/scaling_governor", "powersave\n");
        write(cpu0 + "cpufreq/cpuinfo_max_freq", "4700000\n");
        write(cpu0 + "topology/thread_siblings_list", "0,2\n");
        write("sys/devices/system/cpu/cpu2/topology/thread_siblings_list", "0,2\n");
        write("sys/devices/system/cpu/intel_pstate/no_turbo", "0\n");

        var cpu = new MachineFacts(files).cpu();

        assertThat(cpu.microcode()).contains("0x42");
        assertThat(cpu.features()).containsExactly("avx2", "avx512f", "fma");
        assertThat(cpu.governor()).contains("powersave");
        assertThat(cpu.maxMegahertz()).contains(4700L);
        assertThat(cpu.siblings()).containsExactly("0,2");
        assertThat(cpu.turbo()).contains(true);
    }

    @Test
    void leavesOutWhatIsNotThere() {
        var cpu = new MachineFacts(files).cpu();

        assertThat(cpu.microcode()).isEmpty();
        assertThat(cpu.governor()).isEmpty();
        assertThat(cpu.turbo()).isEmpty();
        assertThat(new MachineFacts(files).cpuPressure()).isEmpty();
        assertThat(StealMeter.start(files).share()).isEmpty();
    }

    @Test
    void tellsTheShareOfStolenTime() throws IOException {
        write("proc/stat", "cpu  100 0 100 800 0 0 0 50 0 0\ncpu0 1 2 3\n");
        var meter = StealMeter.start(files);
        write("proc/stat", "cpu  150 0 110 820 0 0 0 70 0 0\ncpu0 1 2 3\n");

        assertThat(meter.share().orElseThrow()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void namesTheContinuousIntegration() throws IOException {
        write("etc/os-release", "NAME=x\nPRETTY_NAME=\"Debian 12\"\n");
        var variables =
                Map.of("GITHUB_ACTIONS", "true", "ImageOS", "ubuntu24", "ImageVersion", "2026");

        var software = new SoftwareFacts(files, variables).software(Optional.empty());

        assertThat(software.os()).isEqualTo("Debian 12");
        assertThat(software.ci()).contains("GitHub Actions ubuntu24 2026");
    }

    @Test
    void tellsWhyAMachineIsNotQuiet() throws IOException {
        write("proc/stat", "cpu  0 0 0 0 0 0 0 0\ncpu0 0\ncpu1 0\n");
        var meter = StealMeter.start(files);

        // Of 200 ticks: 60 of work, 120 of rest, 20 stolen.
        write("proc/stat", "cpu  40 10 10 100 20 0 0 20\ncpu0 0\ncpu1 0\n");
        write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");

        assertThat(Preflight.troubles(meter, files))
                .containsExactly(
                        "something else keeps 0.6 processors busy",
                        "the hypervisor gives 10 % of the time to others",
                        "the clock's governor is powersave");
    }

    @Test
    void findsNothingWrongWithAQuietMachine() throws IOException {
        write("proc/stat", "cpu  0 0 0 0 0 0 0 0\ncpu0 0\n");
        var meter = StealMeter.start(files);
        write("proc/stat", "cpu  5 0 5 190 0 0 0 0\ncpu0 0\n");

        assertThat(Preflight.troubles(meter, files)).isEmpty();
    }

    @Test
    void findsNothingWrongWhereNothingCanBeRead() {
        assertThat(Preflight.troubles(StealMeter.start(files), files)).isEmpty();
    }
}
