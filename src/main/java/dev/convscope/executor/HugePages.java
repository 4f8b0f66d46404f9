package dev.convscope.executor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Asks the system to keep large arrays in huge pages, so that an inference needs a few dozen pages
/// instead of ten thousand. ResNet-18 is 5 % faster for it, AlexNet 4, DenseNet-121 3,
/// MobileNet-V2 2.5, EfficientNet-B0 2 (Zen 4, Linux 6.18, by minima).
///
/// It is a wish: where the program has no native access, or the system is not Linux from 6.1 on, or
/// has no room, everything stays as it is. Nothing depends on where an array lies; one that the
/// collector moves afterwards only loses what was gained.
final class HugePages {
    /// Of x86, and of Arm with pages of 4 KiB.
    private static final long PAGE = 2 << 20;

    /// Two and a half milliseconds for each mebibyte. VGG-16 has 550 of them, most of which an
    /// inference reads once and in order, and gains nothing.
    private static final long MOST_BYTES = 256 << 20;

    /// `MADV_COLLAPSE` of madvise(2): at once, and whatever the system does for others.
    private static final int COLLAPSE = 25;

    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

    private HugePages() {}

    /// @return bytes that lie in huge pages now, as far as is known
    static long ask(float[]... arrays) {
        if (!LINUX || !HugePages.class.getModule().isNativeAccessEnabled()) return 0;
        try {
            MethodHandle address = address();
            MethodHandle advise = advise();
            long bytes = 0;
            for (float[] array : arrays) {
                var memory = MemorySegment.ofArray(array);
                if (memory.byteSize() > MOST_BYTES) continue;
                long begin = (long) address.invokeExact(memory, 0, 0L);
                long from = Math.ceilDiv(begin, PAGE) * PAGE;
                long length = (begin + memory.byteSize()) / PAGE * PAGE - from;
                if (length > 0 && (int) advise.invokeExact(from, length, COLLAPSE) == 0) {
                    bytes += length;
                }
            }
            return bytes;
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError error) throw error;
            return 0;
        }
    }

    /// `memset`, which returns the address that it was given, and here writes nothing.
    @SuppressWarnings("restricted")
    private static MethodHandle address() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("memset"),
                FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT, JAVA_LONG),
                Linker.Option.critical(true));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle advise() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("madvise"),
                FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    }
}
