/// Networks as ONNX files, for other engines and viewers.
///
/// Start with {@link dev.convscope.onnx.OnnxExport}. The protobuf classes stay inside of this
/// package. Knows `base`, `graph` and `weights`.
package dev.convscope.onnx;
