package dev.convscope.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.analysis.StochasticDepth;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StochasticDepthTest {

    @ParameterizedTest
    @CsvSource({
        "b0, 9, 93.95", "b1, 16, 91.59", "b2, 16, 91.33", "b3, 19, 91.56",
        "b4, 25, 90.99", "b5, 32, 90.13", "b6, 38, 90.00", "b7, 48, 89.61"
    })
    void expectedTrainingCostIsKnown(String member, int skips, double percent) {
        var schedule = schedule("efficientnet-" + member);
        assertThat(schedule.skipCount()).isEqualTo(skips);
        assertThat(100 * schedule.expectedShare()).isCloseTo(percent, within(.005));
    }

    @Test
    void survivalFallsFromOneAndOnlyWhereThereIsASkip() {
        var blocks = schedule("efficientnet-b0").blocks();
        assertThat(blocks).hasSize(16);
        assertThat(blocks.getFirst().survival()).isEqualTo(1);
        assertThat(blocks.get(2).survival()).isCloseTo(1 - .2 * 2 / 16, within(1e-12));
        assertThat(blocks.get(3)).isEqualTo(new StochasticDepth.Block("4.1", false, 1));
        assertThat(blocks.get(14).skip()).isTrue();
        assertThat(blocks.get(15).skip()).isFalse();
    }

    @Test
    void withoutStochasticDepthNothingIsDropped() {
        var schedule = StochasticDepth.of(Model.of("mobilenet-v2").graph(), 1);
        assertThat(schedule.expectedMacs()).isEqualTo(schedule.macs());
        assertThat(schedule.skipCount()).isEqualTo(10);
    }

    private static StochasticDepth schedule(String name) {
        var model = Model.of(name);
        double survival = model.network().orElseThrow().architecture().survival().getAsDouble();
        return StochasticDepth.of(model.graph(), survival);
    }
}
