/// From the text a person types to a network that can be counted and run.
///
/// Start with {@link dev.convscope.model.Model#of}: `NAME[:VARIANT][,key=value...][@PIXELS]`
/// becomes a graph with every option resolved, or one error that says what is wrong. Knows `base`,
/// `graph`, `weights`, `zoo`, `scaling` and `onnx`.
package dev.convscope.model;
