package dev.convscope.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameTableTest {

    @Test
    void countsEachNameByItselfHoweverManyThereAre() {
        var table = new NameTable(8);
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 1000; i++) {
                assertThat(table.add("block " + i)).isEqualTo(round);
            }
        }
    }

    @Test
    void tellsApartNamesOfOneHash() {
        var table = new NameTable(8);

        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(table.add("Aa")).isEqualTo(1);
        assertThat(table.add("BB")).isEqualTo(1);
        assertThat(table.add("Aa")).isEqualTo(2);
    }
}
