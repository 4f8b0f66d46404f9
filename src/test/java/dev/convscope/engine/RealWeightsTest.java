package dev.convscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Parameter;
import dev.convscope.reference.RealModels;
import dev.convscope.weights.Safetensors;
import dev.convscope.weights.Weights;
import dev.convscope.zoo.Zoo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Our networks with weights that another framework wrote give the outputs that it gave: structure,
/// padding, epsilons and order of layers are those of the original.
class RealWeightsTest {
    @ParameterizedTest
    @CsvSource({
        "efficientnet-b0:torchvision, efficientnet_b0, reference",
        "efficientnet-b0:torchvision, efficientnet_b0, vector",
        "mobilenet-v3-small, mobilenet_v3_small, reference",
        "mobilenet-v3-small, mobilenet_v3_small, vector"
    })
    void computesWhatTheOriginalComputed(String network, String model, String engine)
            throws IOException {
        Path folder = RealModels.folder(model);
        Graph graph = Zoo.find(network).orElseThrow().build();
        Weights weights = torchvision(graph, folder.resolve("torchvision.safetensors"));
        Path data = folder.resolve("test_data_set_0");
        float[] image = tensor(data.resolve("input_0.pb"));
        float[] expected = tensor(data.resolve("output_0.pb"));
        float[] actual = new Agreement(graph, weights, image).run(engine);
        assertThat(Verification.compare(expected, actual).maxRelError())
                .isLessThanOrEqualTo(Verification.TOLERANCE);
    }

    private static float[] tensor(Path file) throws IOException {
        var proto = OnnxMl.TensorProto.parseFrom(Files.readAllBytes(file));
        var numbers = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        var values = new float[numbers.remaining() / 4];
        numbers.asFloatBuffer().get(values);
        return values;
    }

    /// Layers with tensors follow each other in the same order in both.
    private static Weights torchvision(Graph graph, Path file) {
        Map<String, float[]> tensors = new HashMap<>();
        try (var stored = Safetensors.open(file)) {
            var layers = layers(stored).iterator();
            for (Node node : graph.nodes()) {
                if (node.parameters().isEmpty()) continue;
                String layer = layers.next();
                for (Parameter.Spec spec : node.parameters()) {
                    String name = layer + "." + label(spec.parameter());
                    List<Long> dimensions = stored.dimensions(name);
                    long elements = dimensions.stream().reduce(1L, (a, b) -> a * b);
                    assertThat(elements)
                            .as("%s for %s", name, node.name())
                            .isEqualTo(spec.elements());
                    tensors.put(node.name() + spec.parameter(), stored.floats(name));
                }
            }
            assertThat(layers.hasNext()).as("all of the file's layers are used").isFalse();
        }
        return (node, parameter) -> tensors.get(node.parameterOwner() + parameter);
    }

    private static String label(Parameter parameter) {
        return switch (parameter) {
            case WEIGHT, SCALE -> "weight";
            case BIAS, SHIFT -> "bias";
            case MEAN -> "running_mean";
            case VARIANCE -> "running_var";
        };
    }

    /// Names without their last part; features before the classifier, numbers by their value.
    private static LinkedHashSet<String> layers(Safetensors stored) {
        var sorted =
                new TreeSet<String>(
                        Comparator.comparing((String name) -> name.startsWith("classifier"))
                                .thenComparing(RealWeightsTest::byValue));
        for (String name : stored.names()) sorted.add(name.substring(0, name.lastIndexOf('.')));
        return new LinkedHashSet<>(sorted);
    }

    private static String byValue(String name) {
        var padded = new StringBuilder();
        for (String part : name.split("\\.")) {
            boolean number = part.chars().allMatch(Character::isDigit);
            padded.append(number ? String.format("%4s", part) : part).append('.');
        }
        return padded.toString();
    }
}
