package dev.convscope.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ConstantsTest {
    @Test
    void entriesStartOnLinesAndKeepTheirNumbers() {
        var constants = new Constants();
        int first = constants.add(new float[] {1, 2, 3});
        int second = constants.add(2, (packed, offset) -> packed[offset + 1] = 5);
        float[] packed = constants.pack();
        assertThat(new int[] {first, second}).containsExactly(12, 28);
        assertThat(new float[] {packed[first], packed[first + 1], packed[first + 2]})
                .containsExactly(1, 2, 3);
        assertThat(packed[first + 3]).isZero();
        assertThat(packed[second]).isZero();
        assertThat(packed[second + 1]).isEqualTo(5);
    }

    @Test
    void nothingIsPackedBeforeAllEntriesHaveTheirPlaces() {
        var constants = new Constants();
        List<Integer> packed = new ArrayList<>();
        int first = constants.add(40, (_, offset) -> packed.add(offset));
        assertThat(packed).isEmpty();
        int second = constants.add(8, (_, offset) -> packed.add(offset));
        constants.pack();
        assertThat(packed).containsExactly(first, second);
    }
}
