package dev.convscope.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The system's own word is the oracle: madvise(2) succeeds only if every page was collapsed.
class HugePagesTest {
    private static final int MEBIBYTE = 1 << 20;

    @Test
    void aLargeArrayLiesInHugePagesWhereTheSystemHasThem() {
        float[] array = new float[16 * MEBIBYTE / Float.BYTES];

        long bytes = HugePages.ask(array);

        assertThat(bytes).isBetween(hasHugePages() ? 12L * MEBIBYTE : 0, 16L * MEBIBYTE);
    }

    /// Linux collapses pages on demand from 6.1 on, if it was built with huge pages at all.
    private static boolean hasHugePages() {
        String[] version = System.getProperty("os.version").split("[^0-9]");
        boolean recent = Integer.parseInt(version[0]) * 100 + Integer.parseInt(version[1]) >= 601;
        return recent && Files.exists(Path.of("/sys/kernel/mm/transparent_hugepage"));
    }

    @Test
    void anArrayKeepsItsNumbers() {
        float[] array = new float[16 * MEBIBYTE / Float.BYTES];
        for (int i = 0; i < array.length; i++) array[i] = i;
        float[] before = array.clone();

        HugePages.ask(array);

        assertThat(Arrays.equals(array, before)).isTrue();
    }

    @Test
    void whatIsSmallerThanAPageOrTooLargeIsLeftAlone() {
        assertThat(HugePages.ask(new float[1000])).isZero();
        assertThat(HugePages.ask(new float[65 * MEBIBYTE])).isZero();
    }
}
