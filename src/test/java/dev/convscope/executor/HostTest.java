package dev.convscope.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.base.Caches;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTest {
    @ParameterizedTest
    @CsvSource({
        "GenuineIntel, fma avx2 avx512f avx512dq, FAR",
        "GenuineIntel, fma avx2, CLOSE",
        "AuthenticAMD, fma avx2 avx512f avx512dq, CLOSE",
        "'', '', CLOSE"
    })
    void cachesOfIntelsServersAreFar(String vendor, String flags, Caches caches) {
        String processors = "vendor_id\t: %s%nflags\t\t: %s%n".formatted(vendor, flags);
        assertThat(Host.caches(processors)).isEqualTo(caches);
    }

    @Test
    void noCoreCountsOnALastLevelThatAWholeServerShares() {
        assertThat(Host.share(260L << 20, Caches.FAR)).isEqualTo(32 << 20);
        assertThat(Host.share(24L << 20, Caches.FAR)).isEqualTo(24 << 20);
        assertThat(Host.share(96L << 20, Caches.CLOSE)).isEqualTo(96 << 20);
    }
}
