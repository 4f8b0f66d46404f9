/// Everything that can execute a graph, behind one interface.
///
/// Start with {@link dev.convscope.engine.Engine} and {@link dev.convscope.engine.Engines}, the
/// list of them. {@link dev.convscope.engine.ReferenceEngine} is slow and obviously correct: the
/// others are verified against it ({@link dev.convscope.engine.Verification}) on the input of
/// {@link dev.convscope.engine.Inputs}. EJML and ONNX Runtime are known here and stay here.
package dev.convscope.engine;
