package dev.convscope.onnx;

import ai.onnx.proto.OnnxMl;

import dev.convscope.base.UserException;
import dev.convscope.graph.Graph;
import dev.convscope.weights.Weights;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A graph and its weights as an ONNX model, operator set 17.
///
/// The input is called `input`, 1 × channels × height × width; the output is called `output`.
/// Operators stay as the graph has them (a batch normalisation is a node of its own), so that the
/// engine that reads the file does its own folding. Nodes that the output does not depend on, such
/// as auxiliary classifiers, are left out. Tensors are named `owner.parameter` and shared ones are
/// stored once.
public final class OnnxExport {
    /// The names of the model's input and output.
    public static final String INPUT = "input";

    public static final String OUTPUT = "output";

    static final int OPERATOR_SET = 17;

    /// A protobuf message ends at 2 GiB; the rest is left to nodes and names.
    private static final long LARGEST_MESSAGE = Integer.MAX_VALUE - (32L << 20);

    private OnnxExport() {}

    /// Whether the whole model fits into one protobuf message, which {@link #bytes} needs.
    public static boolean fitsInOneMessage(Graph graph) {
        return tensorBytes(graph) <= LARGEST_MESSAGE;
    }

    /// The model as the content of a file.
    ///
    /// @throws IllegalArgumentException if it does not fit into one message
    public static byte[] bytes(Graph graph, Weights weights) {
        if (!fitsInOneMessage(graph)) {
            throw new IllegalArgumentException(
                    "'" + graph.name() + "' is larger than one protobuf message");
        }
        return model(graph, weights, new InlineTensors()).toByteArray();
    }

    /// Writes the model to a file, which appears when it is complete. Above 2 GiB the tensors go to
    /// a second file beside it, `NAME.onnx.data`.
    ///
    /// @throws UserException if the file cannot be written
    public static void write(Graph graph, Weights weights, Path file) {
        write(graph, weights, file, LARGEST_MESSAGE);
    }

    /// As above; tensors go to the second file when they have more than `largestMessage` bytes.
    static void write(Graph graph, Weights weights, Path file, long largestMessage) {
        Path folder = file.toAbsolutePath().getParent();
        Path data = folder.resolve(file.getFileName() + ".data");
        boolean external = tensorBytes(graph) > largestMessage;
        try {
            if (external) {
                writeExternal(graph, weights, file, data);
            } else {
                writeModel(model(graph, weights, new InlineTensors()), file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw UserException.about("the ONNX file cannot be written")
                    .where(file.toString())
                    .found(e.getMessage())
                    .remedy("give a file in a folder that exists and has room")
                    .cause(e)
                    .build();
        }
    }

    private static void writeExternal(Graph graph, Weights weights, Path file, Path data)
            throws IOException {
        Path unfinished = Files.createTempFile(data.getParent(), ".convscope", ".data");
        try {
            OnnxMl.ModelProto model;
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                model = model(graph, weights, new ExternalTensors(data.getFileName(), out));
            }
            Files.move(unfinished, data, StandardCopyOption.REPLACE_EXISTING);
            writeModel(model, file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void writeModel(OnnxMl.ModelProto model, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(folder, ".convscope", ".onnx");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                model.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static OnnxMl.ModelProto model(Graph graph, Weights weights, Tensors tensors) {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("convscope")
                .setDocString(graph.name() + " at " + graph.inputShape())
                .addOpsetImport(
                        OnnxMl.OperatorSetIdProto.newBuilder()
                                .setDomain("")
                                .setVersion(OPERATOR_SET))
                .setGraph(new GraphExport(graph.withoutUnused(), weights, tensors).graph())
                .build();
    }

    private static long tensorBytes(Graph graph) {
        return graph.withoutUnused().nodes().stream()
                .filter(node -> !node.sharesParameters())
                .flatMap(node -> node.parameters().stream())
                .mapToLong(spec -> 4 * spec.elements())
                .sum();
    }
}
