package dev.convscope.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadsTest {
    @Test
    void distancesAddUpToOffsetsInAnyOrder() {
        var reads = Reads.at(48, 49, 3, -7, 1000);
        assertThat(reads.count()).isEqualTo(5);
        assertThat(reads.advances()).containsExactly(48, 1, -46, -10, 1007);
        assertThat(reads.offsets()).containsExactly(48, 49, 3, -7, 1000);
    }

    @Test
    void nothingIsReadWhereThereAreNoReads() {
        assertThat(Reads.at().count()).isZero();
        assertThat(Reads.at().offsets()).isEmpty();
    }
}
