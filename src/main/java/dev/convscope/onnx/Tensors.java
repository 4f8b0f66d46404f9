package dev.convscope.onnx;

import ai.onnx.proto.OnnxMl;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Where the numbers of a model go.
sealed interface Tensors permits InlineTensors, ExternalTensors {
    /// Adds the numbers to a tensor that has its name and dimensions already.
    void fill(OnnxMl.TensorProto.Builder tensor, float[] values);

    private static ByteBuffer littleEndian(float[] values) {
        var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    /// The numbers as bytes of a message.
    static ByteString raw(float[] values) {
        return UnsafeByteOperations.unsafeWrap(littleEndian(values));
    }

    /// Writes the numbers' bytes.
    static void write(float[] values, OutputStream out) throws IOException {
        out.write(littleEndian(values).array());
    }
}
