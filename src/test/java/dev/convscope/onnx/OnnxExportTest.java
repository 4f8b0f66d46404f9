package dev.convscope.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;

import dev.convscope.base.Shape;
import dev.convscope.base.UserException;
import dev.convscope.engine.Engine;
import dev.convscope.engine.Engines;
import dev.convscope.engine.Inputs;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.Graph;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Role;
import dev.convscope.graph.Window;
import dev.convscope.weights.Weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The file as a whole; that its numbers are right is the agreement tests' part.
class OnnxExportTest {
    private static final Graph GRAPH = graph();
    private static final Weights WEIGHTS = Weights.random(GRAPH, 1);

    @TempDir private Path folder;

    private static Graph graph() {
        var b = new GraphBuilder("small");
        Node x = b.input(new Shape(3, 9, 7));
        x = b.convBnAct(x, "stem", 8, Window.square(3, 1), 1, 1e-5, ActivationFunction.SILU);
        Node first = b.conv(x, "first", 8, Window.square(3, 1), 1, true);
        b.as(Role.AUXILIARY);
        b.conv(first, "head", 5, Window.square(1, 1), 1, true);
        b.as(Role.BODY);
        Node second = b.addShared("second", first.op(), first, first);
        Node mean = b.add("mean", new Op.GlobalAveragePool(), second);
        return b.build(b.add("output", new Op.FullyConnected(4, true), mean));
    }

    private static OnnxMl.ModelProto model() throws Exception {
        return OnnxMl.ModelProto.parseFrom(OnnxExport.bytes(GRAPH, WEIGHTS));
    }

    @Test
    void namesItselfItsInputAndItsOutput() throws Exception {
        var model = model();
        assertThat(model.getProducerName()).isEqualTo("convscope");
        assertThat(model.getDocString()).isEqualTo("small at 3×9×7");
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(model.getGraph().getInputList())
                .singleElement()
                .satisfies(
                        input -> {
                            assertThat(input.getName()).isEqualTo("input");
                            assertThat(dimensions(input)).containsExactly(1L, 3L, 9L, 7L);
                        });
        assertThat(model.getGraph().getOutputList())
                .singleElement()
                .satisfies(
                        output -> {
                            assertThat(output.getName()).isEqualTo("output");
                            assertThat(dimensions(output)).containsExactly(1L, 4L);
                        });
    }

    private static List<Long> dimensions(OnnxMl.ValueInfoProto value) {
        return value.getType().getTensorType().getShape().getDimList().stream()
                .map(OnnxMl.TensorShapeProto.Dimension::getDimValue)
                .toList();
    }

    @Test
    void keepsBatchNormsAndSharedTensorsAsTheyAreAndLeavesAuxiliaryHeadsOut() throws Exception {
        var graph = model().getGraph();
        assertThat(graph.getNodeList().stream().map(OnnxMl.NodeProto::getOpType))
                .containsExactly(
                        "Conv",
                        "BatchNormalization",
                        "Sigmoid",
                        "Mul",
                        "Conv",
                        "Conv",
                        "GlobalAveragePool",
                        "Flatten",
                        "Gemm");
        assertThat(graph.getInitializerList().stream().map(OnnxMl.TensorProto::getName))
                .containsExactly(
                        "stem.weight",
                        "stem.bn.scale",
                        "stem.bn.shift",
                        "stem.bn.mean",
                        "stem.bn.variance",
                        "first.weight",
                        "first.bias",
                        "output.weight",
                        "output.bias");
    }

    @Test
    void writesTheSameModelToAFile() throws Exception {
        Path file = folder.resolve("small.onnx");
        OnnxExport.write(GRAPH, WEIGHTS, file);
        assertThat(file).hasBinaryContent(OnnxExport.bytes(GRAPH, WEIGHTS));
        assertThat(Files.list(folder)).containsExactly(file);
    }

    @Test
    void replacesAnOlderFile() throws Exception {
        Path file = Files.writeString(folder.resolve("small.onnx"), "older");
        OnnxExport.write(GRAPH, WEIGHTS, file);
        assertThat(file).hasBinaryContent(OnnxExport.bytes(GRAPH, WEIGHTS));
    }

    @Test
    void aModelWithItsTensorsInASecondFileComputesTheSame() throws Exception {
        Path file = folder.resolve("large.onnx");
        OnnxExport.write(GRAPH, WEIGHTS, file, 100);
        assertThat(Files.list(folder))
                .containsExactlyInAnyOrder(file, folder.resolve("large.onnx.data"));
        float[] image = Inputs.random(GRAPH.inputShape(), 2);
        var expected = new float[4];
        try (var session =
                Engines.named("onnxruntime")
                        .prepare(GRAPH, WEIGHTS, Engine.Options.singleThreaded())) {
            session.run(image, expected);
        }
        assertThat(run(file, image)).isEqualTo(expected);
    }

    private static float[] run(Path file, float[] image) throws Exception {
        var environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions();
                var session = environment.createSession(file.toString(), options);
                var input =
                        OnnxTensor.createTensor(
                                environment, FloatBuffer.wrap(image), new long[] {1, 3, 9, 7});
                var result = session.run(Map.of("input", input))) {
            return ((float[][]) result.get(0).getValue())[0];
        }
    }

    @Test
    void saysWhereAFileCannotBeWritten() {
        Path file = folder.resolve("no such folder").resolve("small.onnx");
        assertThatThrownBy(() -> OnnxExport.write(GRAPH, WEIGHTS, file))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(file + ": the ONNX file cannot be written");
    }
}
