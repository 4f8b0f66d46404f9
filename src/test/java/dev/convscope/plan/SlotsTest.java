package dev.convscope.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class SlotsTest {
    private static final Slots JOINED =
            Slots.concatenated(List.of(Slots.identity(5), Slots.identity(32), Slots.identity(17)));

    @Test
    void aPartStartsAtABlockOfItsOwn() {
        assertThat(JOINED.channels()).isEqualTo(54);
        assertThat(JOINED.blocks()).isEqualTo(1 + 2 + 2);
        assertThat(JOINED.slots()[4]).isEqualTo(4);
        assertThat(JOINED.slots()[5]).isEqualTo(16);
        assertThat(JOINED.slots()[37]).isEqualTo(48);
        assertThat(JOINED.slots()[53]).isEqualTo(64);
        assertThat(JOINED.isIdentity()).isFalse();
    }

    @Test
    void everyChannelHasASlotOfItsOwn() {
        int[] channels = JOINED.channelOfSlot();
        assertThat(channels).hasSize(JOINED.blocks() * 16);
        int[] found = Arrays.stream(channels).filter(channel -> channel >= 0).sorted().toArray();
        assertThat(found).isEqualTo(IntStream.range(0, 54).toArray());
        for (int c = 0; c < 54; c++) assertThat(channels[JOINED.slots()[c]]).isEqualTo(c);
    }

    @Test
    void joinsOfWholeBlocksKeepChannelsInOrder() {
        var whole = Slots.concatenated(List.of(Slots.identity(32), Slots.identity(16)));
        assertThat(whole.isIdentity()).isTrue();
        assertThat(whole.same(Slots.identity(48))).isTrue();
        assertThat(whole.same(Slots.identity(47))).isFalse();
    }

    @Test
    void aReorderFindsEachChannelWhereItWas() {
        int[] sources = JOINED.sourcesFor(Slots.identity(54));
        assertThat(sources).hasSize(64);
        for (int c = 0; c < 54; c++) assertThat(sources[c]).isEqualTo(JOINED.slots()[c]);
        assertThat(Arrays.copyOfRange(sources, 54, 64)).containsOnly(-1);
    }
}
