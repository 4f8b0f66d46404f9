package dev.convscope.graph;

import dev.convscope.base.Shape;
import dev.convscope.base.UserException;

import java.util.List;

/// The output shape of an operator from its input shapes, or an error that names the operator and
/// the sizes.
final class ShapeInference {
    private ShapeInference() {}

    static Shape infer(String name, Op op, List<Shape> inputs) {
        return switch (op) {
            case Op.Input(Shape shape) -> shape;
            case Op.Conv conv -> conv(name, conv, single(name, inputs));
            case Op.FullyConnected layer -> {
                Shape input = single(name, inputs);
                require(input.pixels() == 1, name, "a fully connected layer reads a vector", input);
                yield Shape.vector(layer.outFeatures());
            }
            case Op.Pool pool -> window(name, pool.window(), pool.ceilMode(), single(name, inputs));
            case Op.GlobalAveragePool _ -> Shape.vector(single(name, inputs).channels());
            case Op.AdaptiveAveragePool(int height, int width) ->
                    new Shape(single(name, inputs).channels(), height, width);
            case Op.Add _ -> {
                require(inputs.size() >= 2, name, "a sum has two inputs or more", inputs);
                require(allEqual(inputs), name, "a sum has equal shapes", inputs);
                yield inputs.getFirst();
            }
            case Op.ChannelMultiply _ -> {
                require(inputs.size() == 2, name, "a gate multiplies one map", inputs);
                Shape gate = Shape.vector(inputs.get(0).channels());
                require(
                        inputs.get(1).equals(gate),
                        name,
                        "a gate is one number per channel",
                        inputs);
                yield inputs.get(0);
            }
            case Op.Concat _ -> concat(name, inputs);
            case Op.Flatten _ -> Shape.vector(Math.toIntExact(single(name, inputs).elements()));
            case Op.ChannelPad(int before, int after) -> {
                Shape input = single(name, inputs);
                yield input.withChannels(before + input.channels() + after);
            }
            case Op.BatchNorm _,
                    Op.Activation _,
                    Op.LocalResponseNorm _,
                    Op.Scale _,
                    Op.Dropout _,
                    Op.Shift _ ->
                    single(name, inputs);
        };
    }

    private static Shape conv(String name, Op.Conv conv, Shape input) {
        require(
                input.channels() % conv.groups() == 0,
                name,
                conv.groups() + " groups divide the channels",
                input);
        return window(name, conv.window(), false, input).withChannels(conv.outChannels());
    }

    private static Shape window(String name, Window window, boolean ceilMode, Shape input) {
        int height = window.outputHeight(input.height(), ceilMode);
        int width = window.outputWidth(input.width(), ceilMode);
        if (height < 1 || width < 1) {
            throw UserException.about(
                            "the "
                                    + window.kernelHeight()
                                    + "×"
                                    + window.kernelWidth()
                                    + " window does not fit into its input")
                    .where("layer '" + name + "'")
                    .found(input.height() + "×" + input.width() + " pixels")
                    .expected(
                            "at least "
                                    + (window.reachHeight()
                                            - window.rowPadding(input.height()).total())
                                    + "×"
                                    + (window.reachWidth()
                                            - window.columnPadding(input.width()).total()))
                    .remedy("give the network a larger input, as in NAME@224")
                    .build();
        }
        return new Shape(input.channels(), height, width);
    }

    private static Shape concat(String name, List<Shape> inputs) {
        require(!inputs.isEmpty(), name, "a concatenation has an input", inputs);
        Shape first = inputs.getFirst();
        int channels = 0;
        for (Shape input : inputs) {
            require(
                    input.height() == first.height() && input.width() == first.width(),
                    name,
                    "a concatenation has inputs of one height and width",
                    inputs);
            channels = Math.addExact(channels, input.channels());
        }
        return first.withChannels(channels);
    }

    private static boolean allEqual(List<Shape> shapes) {
        for (Shape shape : shapes) {
            if (!shape.equals(shapes.getFirst())) return false;
        }
        return true;
    }

    private static Shape single(String name, List<Shape> inputs) {
        require(inputs.size() == 1, name, "it has one input", inputs);
        return inputs.getFirst();
    }

    private static void require(boolean holds, String name, String rule, Object found) {
        if (holds) return;
        throw UserException.about("its inputs do not fit: " + rule)
                .where("layer '" + name + "'")
                .found(found)
                .build();
    }
}
