package dev.convscope.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.convscope.base.Shape;
import dev.convscope.base.UserException;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.Graph;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;
import dev.convscope.graph.Window;
import dev.convscope.reference.RealModels;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SafetensorsTest {
    @TempDir private Path folder;

    private static Graph graph(int channels) {
        var b = new GraphBuilder("small");
        Node x = b.input(new Shape(3, 9, 7));
        x = b.convBnAct(x, "stem", channels, Window.square(3, 1), 1, 1e-5, ActivationFunction.RELU);
        Node first = b.conv(x, "first", channels, Window.square(1, 1), 1, true);
        Node second = b.addShared("second", first.op(), first, first);
        Node mean = b.add("mean", new Op.GlobalAveragePool(), second);
        return b.build(b.add("logits", new Op.FullyConnected(4, true), mean));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Graph graph = graph(8);
        var weights = Weights.random(graph, 1);
        Path file = folder.resolve("small.safetensors");
        Safetensors.write(graph, weights, file);
        var read = Weights.read(graph, file);
        for (Node node : graph.nodes()) {
            for (Parameter.Spec spec : node.parameters()) {
                assertThat(read.tensor(node, spec.parameter()))
                        .as("%s of %s", spec, node.name())
                        .isEqualTo(weights.tensor(node, spec.parameter()));
            }
        }
    }

    @Test
    void sharedTensorsAreWrittenOnceAndNumbersAreAligned() throws IOException {
        Graph graph = graph(8);
        Path file = folder.resolve("small.safetensors");
        Safetensors.write(graph, Weights.random(graph, 1), file);
        try (var stored = Safetensors.open(file)) {
            assertThat(stored.names())
                    .containsExactly(
                            "stem.weight",
                            "stem.bn.scale",
                            "stem.bn.shift",
                            "stem.bn.mean",
                            "stem.bn.variance",
                            "first.weight",
                            "first.bias",
                            "logits.weight",
                            "logits.bias");
            assertThat(stored.dimensions("stem.weight")).containsExactly(8L, 3L, 3L, 3L);
        }
        byte[] bytes = Files.readAllBytes(file);
        long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(header % 8).isZero();
        assertThat(Files.list(folder)).containsExactly(file);
    }

    @Test
    void refusesTheFileOfAnotherNetwork() {
        Graph graph = graph(8);
        Path file = folder.resolve("small.safetensors");
        Safetensors.write(graph, Weights.random(graph, 1), file);
        assertThatThrownBy(() -> Weights.read(graph(16), file))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        file
                                + ": tensor 'stem.weight' does not fit layer 'stem' (found [8, 3, 3,"
                                + " 3], expected [16, 3, 3, 3])");
    }

    @Test
    void readsHalfAndDoubleNumbers() throws IOException {
        var numbers = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putShort(Float.floatToFloat16(1.5f)).putShort(Float.floatToFloat16(-0.25f));
        numbers.putShort((short) (Float.floatToIntBits(-2.5f) >>> 16)).putShort((short) 0);
        numbers.putDouble(0.125);
        Path file =
                write(
                        """
                        {"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},
                         "b":{"dtype":"BF16","shape":[2,1],"data_offsets":[4,8]},
                         "c":{"dtype":"F64","shape":[],"data_offsets":[8,16]},
                         "d":{"dtype":"I64","shape":[0],"data_offsets":[16,16]},
                         "__metadata__":{"format":"p\\u0074","note":"a \\"quote\\""}}""",
                        numbers.array());
        try (var stored = Safetensors.open(file)) {
            assertThat(stored.names()).containsExactly("a", "b", "c", "d");
            assertThat(stored.floats("a")).containsExactly(1.5f, -0.25f);
            assertThat(stored.floats("b")).containsExactly(-2.5f, 0);
            assertThat(stored.floats("c")).containsExactly(0.125f);
            assertThatThrownBy(() -> stored.floats("d"))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("tensor 'd' cannot be read as weights")
                    .hasMessageContaining("I64");
            assertThatThrownBy(() -> stored.floats("e"))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("there is no tensor 'e'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"efficientnet_b0", "mobilenet_v3_small"})
    void readsRealFiles(String model) throws IOException {
        Path file = RealModels.folder(model).resolve("torchvision.safetensors");
        try (var stored = Safetensors.open(file)) {
            long bytes = 0;
            for (String name : stored.names()) {
                float[] values = stored.floats(name);
                bytes += 4L * values.length;
                long elements = stored.dimensions(name).stream().reduce(1L, (a, b) -> a * b);
                assertThat(values).as(name).hasSize((int) elements);
                for (float value : values) assertThat(Float.isFinite(value)).isTrue();
            }
            assertThat(bytes).isBetween(Files.size(file) - 40_000, Files.size(file));
            assertThat(stored.dimensions("features.0.0.weight")).endsWith(3L, 3L, 3L);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{,}; '\"' is expected",
                "[]; '{' is expected",
                "{\"a\"}; ':' is expected",
                "{\"a\":{}}; lacks dtype, shape, data_offsets",
                "{\"a; a string does not end",
                "{\"\\q\":1}; is no escape",
                "{} x; something is left over",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}; lacks data_offsets",
                "{\"a\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}}; unknown type 'F31'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"size\":[0,8]}}; unknown field 'size'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[x],\"data_offsets\":[0,8]}}; a whole number",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}; ']' is expected",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}; lies on 8 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}; negative dimension",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}; from byte 8 to byte 0",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}; from byte -8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}; take 16 bytes, the file has 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}; begins at byte 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}; take 4 bytes, the file has 8",
                "{}; take 0 bytes, the file has 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,8],\"data_offsets\":[0,8]}}; fits nowhere",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}; a whole number",
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}; is there twice",
            })
    void refusesADamagedHeader(String header, String why) throws IOException {
        Path file = write(header, new byte[8]);
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(file + ": it is not a safetensors file: ")
                .hasMessageContaining(why);
    }

    @Test
    void refusesTensorsThatOverlap() throws IOException {
        Path file =
                write(
                        """
                        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},
                         "b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
                        new byte[8]);
        assertThatThrownBy(() -> Safetensors.open(file))
                .hasMessageContaining("tensor 'b' begins at byte 4, the one before ends at 8");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 17, 100_000_001, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void refusesAnAbsurdHeaderLength(long length) throws IOException {
        var bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        Path file = Files.write(folder.resolve("absurd"), bytes.array());
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("its header should have");
    }

    @Test
    void refusesEveryFileThatIsCut() throws IOException {
        Graph graph = graph(4);
        Path whole = folder.resolve("whole");
        Safetensors.write(graph, Weights.random(graph, 1), whole);
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : List.of(0, 1, 7, 8, 9, 100, bytes.length / 2, bytes.length - 1)) {
            Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Safetensors.open(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(UserException.class);
        }
    }

    @Test
    void saysThatAFileIsNotThere() {
        Path file = folder.resolve("none");
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(file + ": the file cannot be read");
    }

    private Path write(String header, byte[] numbers) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(8 + text.length + numbers.length);
        bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).put(numbers);
        return Files.write(folder.resolve("file"), bytes.array());
    }
}
