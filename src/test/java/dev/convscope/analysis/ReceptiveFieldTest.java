package dev.convscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.base.Shape;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Window;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceptiveFieldTest {

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 5", "3, 7"})
    void stacksOfThreeByThreeSeeAsMuchAsOneLargeKernel(int layers, int field) {
        var b = new GraphBuilder("stack");
        Node x = b.input(new Shape(1, 32, 32));
        for (int i = 0; i < layers; i++) x = b.conv(x, "conv", 1, Window.square(3, 1), 1, false);
        assertThat(ReceptiveField.ofLastMap(b.build(x)))
                .isEqualTo(new ReceptiveField(field, field, 1, 1));
    }

    @Test
    void alexNetSeesAHundredAndNinetyFivePixels() {
        var field = ReceptiveField.ofLastMap(TinyNetworks.alexNet());
        assertThat(field).isEqualTo(new ReceptiveField(195, 195, 32, 32));
    }

    @Test
    void gatesAndHeadsAreLeftOut() {
        var stages = ReceptiveField.ofStages(TinyNetworks.gatedBlock());
        assertThat(stages).containsOnlyKeys("1", "2");
        assertThat(stages.get("2")).isEqualTo(new ReceptiveField(7, 7, 2, 2));
    }

    @Test
    void theWidestPathOfAModuleCounts() {
        var b = new GraphBuilder("module");
        Node x = b.input(new Shape(1, 32, 32));
        Node wide = b.conv(x, "1x7", 1, Window.rectangle(1, 7, 1), 1, false);
        Node tall = b.conv(x, "3x1", 1, Window.rectangle(3, 1, 1), 1, false);
        var graph = b.build(b.add("concat", new Op.Concat(), wide, tall));
        assertThat(ReceptiveField.ofLastMap(graph)).isEqualTo(new ReceptiveField(3, 7, 1, 1));
    }
}
