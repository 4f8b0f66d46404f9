package dev.convscope.onnx;

import ai.onnx.proto.OnnxMl;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Every tensor in a file beside the model, one after the other, each from a multiple of 64 bytes.
final class ExternalTensors implements Tensors {
    private static final int ALIGNMENT = 64;

    private final Path file;
    private final OutputStream out;
    private long offset;

    ExternalTensors(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    @Override
    public void fill(OnnxMl.TensorProto.Builder tensor, float[] values) {
        long length = 4L * values.length;
        int padding = Math.toIntExact(Math.ceilDiv(length, ALIGNMENT) * ALIGNMENT - length);
        try {
            Tensors.write(values, out);
            out.write(new byte[padding]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tensor.setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", file.toString()))
                .addExternalData(entry("offset", Long.toString(offset)))
                .addExternalData(entry("length", Long.toString(length)));
        offset += length + padding;
    }

    private static OnnxMl.StringStringEntryProto entry(String key, String value) {
        return OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
