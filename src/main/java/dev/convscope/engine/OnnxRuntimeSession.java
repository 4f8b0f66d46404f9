package dev.convscope.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

import dev.convscope.base.Shape;
import dev.convscope.graph.Graph;
import dev.convscope.onnx.OnnxExport;
import dev.convscope.weights.Weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// One model in ONNX Runtime, as its documentation advises for one image at a time on one thread
/// pool: every graph optimisation, sequential nodes, input and output bound to memory that is made
/// once, so that a run copies the image in and the result out and nothing else.
final class OnnxRuntimeSession implements Session {
    private final OrtSession session;
    private final OnnxTensor inputTensor;
    private final OnnxTensor outputTensor;
    private final FloatBuffer input;
    private final FloatBuffer output;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    OnnxRuntimeSession(Graph graph, Weights weights, Engine.Options options) {
        try {
            var environment =
                    OrtEnvironment.getEnvironment(
                            OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "convscope");
            try (var settings = settings(options)) {
                session = open(environment, graph, weights, settings);
            }
            Shape in = graph.inputShape();
            input = floats(in.elements());
            output = floats(graph.outputShape().elements());
            long[] inputShape = {1, in.channels(), in.height(), in.width()};
            inputTensor = OnnxTensor.createTensor(environment, input, inputShape);
            outputTensor = OnnxTensor.createTensor(environment, output, outputShape());
            inputs = Map.of(OnnxExport.INPUT, inputTensor);
            outputs = Map.of(OnnxExport.OUTPUT, outputTensor);
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "ONNX Runtime does not take our export of '" + graph.name() + "'", e);
        }
    }

    private static OrtSession.SessionOptions settings(Engine.Options options) throws OrtException {
        var settings = new OrtSession.SessionOptions();
        settings.setIntraOpNumThreads(options.threads());
        settings.setInterOpNumThreads(1);
        settings.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        settings.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        return settings;
    }

    private static OrtSession open(
            OrtEnvironment environment,
            Graph graph,
            Weights weights,
            OrtSession.SessionOptions settings)
            throws OrtException {
        if (OnnxExport.fitsInOneMessage(graph)) {
            return environment.createSession(OnnxExport.bytes(graph, weights), settings);
        }
        try {
            Path folder = Files.createTempDirectory("convscope");
            Path model = folder.resolve("model.onnx");
            try {
                OnnxExport.write(graph, weights, model);
                return environment.createSession(model.toString(), settings);
            } finally {
                Files.deleteIfExists(model);
                Files.deleteIfExists(folder.resolve("model.onnx.data"));
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long[] outputShape() throws OrtException {
        var info = session.getOutputInfo().get(OnnxExport.OUTPUT).getInfo();
        return ((ai.onnxruntime.TensorInfo) info).getShape();
    }

    private static FloatBuffer floats(long count) {
        return ByteBuffer.allocateDirect(Math.toIntExact(4 * count))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public int inputLength() {
        return input.capacity();
    }

    @Override
    public int outputLength() {
        return output.capacity();
    }

    @Override
    public void run(float[] image, float[] result) {
        Lengths.check("input", image, inputLength());
        Lengths.check("output", result, outputLength());
        input.put(0, image);
        try (var _ = session.run(inputs, outputs)) {
            output.get(0, result);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed while running", e);
        }
    }

    @Override
    public void close() {
        inputTensor.close();
        outputTensor.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed while closing", e);
        }
    }
}
