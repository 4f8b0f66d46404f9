package dev.convscope.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.convscope.base.Shape;
import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What a graph infers, names and refuses while it is built.
class GraphBuilderTest {
    private final GraphBuilder builder = new GraphBuilder("test");
    private final Node image = builder.input(new Shape(3, 33, 17));

    @Test
    void infersShapesThroughOddSizesGroupsAndConcatenation() {
        Node a = builder.conv(image, "a", 8, Window.square(3, 2), 1, false);
        Node b = builder.conv(a, "b", 8, Window.square(5, 1), 4, true);
        Node c = builder.add("c", new Op.Concat(), a, b);
        Node pooled = builder.add("pool", new Op.GlobalAveragePool(), c);
        Node classes = builder.add("fc", new Op.FullyConnected(10, true), pooled);
        assertThat(a.shape()).isEqualTo(new Shape(8, 17, 9));
        assertThat(b.shape()).isEqualTo(a.shape());
        assertThat(c.shape()).isEqualTo(new Shape(16, 17, 9));
        assertThat(classes.shape()).isEqualTo(Shape.vector(10));
        assertThat(b.parameters())
                .extracting(Parameter.Spec::dimensions)
                .containsExactly(List.of(8, 2, 5, 5), List.of(8));
    }

    @Test
    void namesNodesByTheirBlockAndNumbersThoseThatRepeat() {
        builder.at("2", "2.1");
        Node first = builder.conv(image, "conv", 4, Window.square(1, 1), 1, false);
        Node second = builder.conv(first, "conv", 4, Window.square(1, 1), 1, false);
        assertThat(first.name()).isEqualTo("2.1.conv");
        assertThat(second.name()).isEqualTo("2.1.conv2");
        assertThat(second.stage()).isEqualTo("2");
    }

    @Test
    void aDepthwiseConvolutionWithMoreOutputsIsStillOne() {
        Node node = builder.conv(image, "dw", 24, Window.square(7, 2), 3, false);
        assertThat(((Op.Conv) node.op()).depthwise(3)).isTrue();
        assertThat(((Op.Conv) node.op()).pointwise()).isFalse();
    }

    @Test
    void sharedTensorsKeepTheirOwner() {
        Node owner = builder.conv(image, "conv", 3, Window.square(3, 1), 1, false);
        Node again = builder.addShared("again", owner.op(), owner, owner);
        assertThat(again.sharesParameters()).isTrue();
        assertThat(again.parameterOwner()).isEqualTo("conv");
        Node wider = builder.conv(image, "wider", 5, Window.square(3, 1), 1, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.addShared("bad", owner.op(), owner, wider));
    }

    @Test
    void whatTheOutputDoesNotNeedFallsAway() {
        Node a = builder.conv(image, "a", 4, Window.square(1, 1), 1, false);
        builder.as(Role.AUXILIARY).conv(a, "aux", 7, Window.square(1, 1), 1, false);
        Node b = builder.as(Role.BODY).conv(a, "b", 5, Window.square(1, 1), 1, false);
        Graph graph = builder.build(b);
        assertThat(graph.nodes()).hasSize(4);
        assertThat(graph.withoutUnused().nodes())
                .extracting(Node::name)
                .containsExactly("input", "a", "b");
        assertThat(graph.withoutUnused().output().name()).isEqualTo("b");
    }

    @Test
    void aWindowLargerThanItsInputIsTheUsersMistake() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> builder.conv(image, "big", 4, Window.valid(19, 1), 1, false))
                .withMessageContaining("layer 'big'")
                .withMessageContaining("33×17")
                .satisfies(error -> assertThat(error.remedy()).contains("larger input"));
    }

    @Test
    void refusesInputsThatDoNotFitTogether() {
        Node a = builder.conv(image, "a", 4, Window.square(1, 1), 1, false);
        Node b = builder.conv(image, "b", 4, Window.square(1, 2), 1, false);
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> builder.add("sum", new Op.Add(), a, b))
                .withMessageContaining("equal shapes");
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> builder.add("join", new Op.Concat(), a, b))
                .withMessageContaining("height and width");
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> builder.add("gate", new Op.ChannelMultiply(), a, b))
                .withMessageContaining("one number per channel");
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> builder.conv(image, "g", 4, Window.square(1, 1), 2, false))
                .withMessageContaining("groups");
    }

    @Test
    void recordsRefuseNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Shape(0, 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Op.Conv(5, Window.square(1, 1), 2, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Op.BatchNorm(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Op.FullyConnected(-1, true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Graph("empty", List.of(), 0))
                .withMessageContaining("input");
    }
}
