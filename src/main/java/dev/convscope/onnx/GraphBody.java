package dev.convscope.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import com.google.protobuf.ByteString;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Nodes and initialisers of an ONNX graph under construction.
final class GraphBody {
    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
    private final Set<String> initializers = new HashSet<>();
    private final Tensors tensors;

    GraphBody(Tensors tensors) {
        this.tensors = tensors;
    }

    /// Adds a node, named after the one value it makes.
    void node(String type, List<String> inputs, String output, AttributeProto... attributes) {
        graph.addNode(
                OnnxMl.NodeProto.newBuilder()
                        .setOpType(type)
                        .setName(output)
                        .addAllInput(inputs)
                        .addOutput(output)
                        .addAllAttribute(Arrays.asList(attributes)));
    }

    boolean has(String initializer) {
        return initializers.contains(initializer);
    }

    /// Adds a tensor of the network, once.
    String tensor(String name, List<Integer> dimensions, float[] values) {
        if (initializers.add(name)) {
            var tensor = proto(name, TensorProto.DataType.FLOAT);
            dimensions.forEach(tensor::addDims);
            tensors.fill(tensor, values);
            graph.addInitializer(tensor);
        }
        return name;
    }

    /// Adds a small constant, once; it is always in the model itself.
    String matrix(String name, int rows, int columns, float[] values) {
        if (initializers.add(name)) {
            var tensor = proto(name, TensorProto.DataType.FLOAT).addDims(rows).addDims(columns);
            graph.addInitializer(tensor.setRawData(Tensors.raw(values)));
        }
        return name;
    }

    /// Adds a number without dimensions, once, named after its value.
    String scalar(double value) {
        String name = "constant." + (float) value;
        if (initializers.add(name)) {
            var tensor = proto(name, TensorProto.DataType.FLOAT);
            graph.addInitializer(tensor.setRawData(Tensors.raw(new float[] {(float) value})));
        }
        return name;
    }

    /// Adds a list of whole numbers, once, named after its values.
    String integers(long... values) {
        String name = "constant." + Arrays.toString(values).replace(" ", "");
        if (initializers.add(name)) {
            var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(values);
            var tensor = proto(name, TensorProto.DataType.INT64).addDims(values.length);
            graph.addInitializer(tensor.setRawData(ByteString.copyFrom(bytes)));
        }
        return name;
    }

    /// The finished graph.
    OnnxMl.GraphProto build(
            String name,
            String input,
            List<Long> inputShape,
            String output,
            List<Long> outputShape) {
        return graph.setName(name)
                .addInput(value(input, inputShape))
                .addOutput(value(output, outputShape))
                .build();
    }

    static AttributeProto integer(String name, long value) {
        return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
    }

    static AttributeProto number(String name, double value) {
        return attribute(name, AttributeProto.AttributeType.FLOAT).setF((float) value).build();
    }

    static AttributeProto integers(String name, long... values) {
        var attribute = attribute(name, AttributeProto.AttributeType.INTS);
        for (long value : values) attribute.addInts(value);
        return attribute.build();
    }

    private static AttributeProto.Builder attribute(
            String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    private static TensorProto.Builder proto(String name, TensorProto.DataType type) {
        return TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    }

    private static OnnxMl.ValueInfoProto value(String name, List<Long> dimensions) {
        var shape = OnnxMl.TensorShapeProto.newBuilder();
        for (long dimension : dimensions) {
            shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
        }
        var tensor =
                OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape);
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
