package dev.convscope.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.base.Machine;
import dev.convscope.kernels.LineHeads;
import dev.convscope.model.Model;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ConstantsTest {
    @Test
    void entriesStartOnLinesAndKeepTheirNumbers() {
        var constants = new Constants(false);
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
        var constants = new Constants(false);
        List<Integer> packed = new ArrayList<>();
        int first = constants.add(40, (_, offset) -> packed.add(offset));
        assertThat(packed).isEmpty();
        int second = constants.add(8, (_, offset) -> packed.add(offset));
        constants.pack();
        assertThat(packed).containsExactly(first, second);
    }

    @Test
    void headsOfLinesFollowOnlyWhereWeightsAreAskedFor() {
        float[] with = packed(new Constants(true));
        float[] without = packed(new Constants(false));
        int heads = LineHeads.offset(with.length);
        assertThat(with[heads + 1]).isEqualTo(7);
        assertThat(without).hasSize(1 << 20);
        assertThat(without[LineHeads.FIRST + LineHeads.LINE]).isEqualTo(7);
    }

    private static float[] packed(Constants constants) {
        constants.add(new float[16]);
        constants.add(new float[] {7});
        return constants.pack();
    }

    @Test
    void onlyOneThreadWithManyRegistersAsks() {
        var wide = new Machine(512, 32, 48 << 10, 1 << 20, 32 << 20);
        var narrow = new Machine(256, 16, 32 << 10, 512 << 10, 32 << 20);
        assertThat(new Target(wide, false, 1).asksAhead()).isTrue();
        assertThat(new Target(wide, false, 2).asksAhead()).isFalse();
        assertThat(new Target(narrow, false, 1).asksAhead()).isFalse();
    }

    @Test
    void whereCachesAreFarTransformedWeightsTakeLessRoom() {
        assertThat(lengthForResNet18(Machines.FAR_CACHES))
                .isLessThan(lengthForResNet18(Machines.BITS_512));
    }

    private static int lengthForResNet18(Machine machine) {
        var graph = Model.of("resnet-18").graph().withoutUnused();
        return Planner.plan(graph, new BlankWeights(), Target.of(machine)).constants().length;
    }
}
