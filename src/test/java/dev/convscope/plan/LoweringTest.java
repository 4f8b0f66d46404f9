package dev.convscope.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.base.Shape;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Window;
import dev.convscope.kernels.Activation;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.BiFunction;

/// What becomes one instruction, and what must stay apart.
class LoweringTest {
    private static final Window POINT = Window.square(1, 1);

    @Test
    void normalisationResidualAndActivationJoinTheConvolution() {
        var program =
                lower(
                        (b, x) -> {
                            Node inner = b.convBn(x, "c", 8, Window.square(3, 1), 1, 1e-5);
                            Node sum = b.add("add", new Op.Add(), inner, x);
                            return b.activation(sum, "act", ActivationFunction.RELU);
                        });
        var linear = only(program);
        assertThat(linear.norm()).isPresent();
        assertThat(linear.residual()).contains(linear.input());
        assertThat(linear.activation()).isEqualTo(Activation.RELU);
        assertThat(linear.layers()).hasSize(4);
    }

    @Test
    void ofTwoConvolutionsThatMeetTheLaterTakesTheSum() {
        var program =
                lower(
                        (b, x) -> {
                            Node one = b.conv(x, "one", 8, POINT, 1, false);
                            Node two = b.conv(x, "two", 8, POINT, 1, false);
                            return b.add("add", new Op.Add(), two, one);
                        });
        assertThat(linear(program, 1).residual()).isEmpty();
        assertThat(linear(program, 2).residual()).contains(linear(program, 1).output());
        assertThat(program).hasSize(3);
    }

    @Test
    void aValueThatIsReadTwiceStaysWhole() {
        var program =
                lower(
                        (b, x) -> {
                            Node conv = b.conv(x, "c", 8, POINT, 1, false);
                            Node act = b.activation(conv, "act", ActivationFunction.RELU);
                            return b.add("concat", new Op.Concat(), conv, act);
                        });
        assertThat(linear(program, 1).activation()).isEqualTo(Activation.NONE);
        assertThat(program.get(2)).isInstanceOf(Instruction.Pointwise.class);
    }

    @Test
    void theResultOfTheNetworkStaysWhole() {
        var builder = new GraphBuilder("g");
        Node input = builder.input(new Shape(8, 5, 5));
        Node conv = builder.conv(input, "c", 8, POINT, 1, false);
        builder.activation(conv, "unused", ActivationFunction.RELU);
        var program = Lowering.lower(builder.build(conv)).instructions();
        assertThat(only(program).activation()).isEqualTo(Activation.NONE);
    }

    @Test
    void aSumOfAValueWithItselfIsNoResidual() {
        var program =
                lower(
                        (b, x) -> {
                            Node conv = b.conv(x, "c", 8, POINT, 1, false);
                            return b.add("add", new Op.Add(), conv, conv);
                        });
        assertThat(linear(program, 1).residual()).isEmpty();
        assertThat(program.get(2)).isInstanceOf(Instruction.Sum.class);
    }

    @Test
    void aDepthwiseConvolutionTakesNoResidual() {
        var program =
                lower(
                        (b, x) -> {
                            Node conv = b.conv(x, "c", 8, Window.square(3, 1), 8, false);
                            return b.add("add", new Op.Add(), conv, x);
                        });
        assertThat(linear(program, 1).residual()).isEmpty();
        assertThat(program.get(2)).isInstanceOf(Instruction.Sum.class);
    }

    @Test
    void anActivationBeforeTheSumKeepsThemApart() {
        var program =
                lower(
                        (b, x) -> {
                            Node conv = b.conv(x, "c", 8, POINT, 1, false);
                            Node act = b.activation(conv, "act", ActivationFunction.SILU);
                            return b.add("add", new Op.Add(), act, x);
                        });
        assertThat(linear(program, 1).residual()).isEmpty();
        assertThat(linear(program, 1).activation()).isEqualTo(Activation.SILU);
        assertThat(program.get(2)).isInstanceOf(Instruction.Sum.class);
    }

    @Test
    void aSumOfManyIsActivatedOnceAtItsEnd() {
        var program =
                lower(
                        (b, x) -> {
                            Node one = b.add("one", new Op.Scale(2), x);
                            Node two = b.add("two", new Op.Scale(3), x);
                            Node sum = b.add("add", new Op.Add(), x, one, two);
                            return b.activation(sum, "act", ActivationFunction.RELU);
                        });
        assertThat(program.stream().filter(i -> i instanceof Instruction.Sum))
                .extracting(sum -> ((Instruction.Sum) sum).activation())
                .containsExactly(Activation.NONE, Activation.RELU);
    }

    @Test
    void whatDoesNothingAtInferenceDisappears() {
        var program =
                lower(
                        (b, x) -> {
                            Node mean = b.add("mean", new Op.GlobalAveragePool(), x);
                            Node flat = b.add("flat", new Op.Flatten(), mean);
                            Node drop = b.add("drop", new Op.Dropout(0.5), flat);
                            return b.add("logits", new Op.FullyConnected(10, true), drop);
                        });
        assertThat(program).hasSize(3);
        assertThat(linear(program, 2).input()).isEqualTo(program.get(1).output());
    }

    private static Instruction.Linear only(List<Instruction> program) {
        assertThat(program).hasSize(2);
        return linear(program, 1);
    }

    private static Instruction.Linear linear(List<Instruction> program, int at) {
        assertThat(program.get(at)).isInstanceOf(Instruction.Linear.class);
        return (Instruction.Linear) program.get(at);
    }

    private static List<Instruction> lower(BiFunction<GraphBuilder, Node, Node> body) {
        var builder = new GraphBuilder("g");
        Node output = body.apply(builder, builder.input(new Shape(8, 5, 5)));
        return Lowering.lower(builder.build(output)).instructions();
    }
}
