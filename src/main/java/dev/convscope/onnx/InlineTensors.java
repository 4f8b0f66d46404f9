package dev.convscope.onnx;

import ai.onnx.proto.OnnxMl;

/// Every tensor inside the model.
final class InlineTensors implements Tensors {
    @Override
    public void fill(OnnxMl.TensorProto.Builder tensor, float[] values) {
        tensor.setRawData(Tensors.raw(values));
    }
}
