package dev.convscope.executor;

import dev.convscope.base.Caches;
import dev.convscope.base.Machine;
import dev.convscope.kernels.simd.Lanes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The machine that this JVM runs on, as far as a plan cares.
public final class Host {
    /// What one core counts on of a last level that a whole server shares. A virtual machine is
    /// told all of it, however few of the processors it has.
    private static final long MOST_SHARED = 32 << 20;

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

    private Host() {}

    /// Cache sizes that the system does not tell are taken as 32 KiB, 512 KiB and none.
    public static Machine machine() {
        int bits = Lanes.bits();
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        int registers = arm || bits >= 512 ? 32 : 16;
        Caches caches = caches(read(PROCESSORS));
        return new Machine(
                bits,
                registers,
                cache(1, 32 << 10),
                cache(2, 512 << 10),
                share(cache(3, 0), caches),
                caches);
    }

    /// Of the processors that Linux describes. What vectors a JVM is held to makes no difference.
    static Caches caches(String processors) {
        boolean intel = processors.contains("GenuineIntel");
        return intel && processors.contains("avx512f") ? Caches.FAR : Caches.CLOSE;
    }

    /// What one core may use of the last level.
    static long share(long bytes, Caches caches) {
        return caches == Caches.FAR ? Math.min(bytes, MOST_SHARED) : bytes;
    }

    private static long cache(int level, long fallback) {
        for (int index = 0; index < 8; index++) {
            Path folder = CACHES.resolve("index" + index);
            String type = read(folder.resolve("type"));
            if (type.equals("Instruction")) continue;
            if (read(folder.resolve("level")).equals(Integer.toString(level))) {
                return bytes(read(folder.resolve("size")), fallback);
            }
        }
        return fallback;
    }

    private static long bytes(String size, long fallback) {
        if (!size.matches("\\d+[KM]")) return fallback;
        long count = Long.parseLong(size.substring(0, size.length() - 1));
        return size.endsWith("K") ? count << 10 : count << 20;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
