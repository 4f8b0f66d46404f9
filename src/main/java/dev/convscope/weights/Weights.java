package dev.convscope.weights;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Parameter;

import java.nio.file.Path;

/// The tensors of one graph.
///
/// Arrays are row-major in the dimensions of {@link Node#parameters()} and are borrowed: readers
/// must not change them. An implementation may make a tensor anew at each call, so that a large
/// network never has all of them in memory twice.
public interface Weights {
    /// The tensor that `node` uses as `parameter`; nodes that share an owner get equal tensors.
    ///
    /// @throws IllegalArgumentException if the node's operator has no such parameter
    float[] tensor(Node node, Parameter parameter);

    /// Random weights that keep activations in range, the same for the same seed on every machine.
    static Weights random(Graph graph, long seed) {
        return new RandomWeights(graph, seed);
    }

    /// The weights of a safetensors file whose tensors are named as {@link Safetensors#write} names
    /// them.
    ///
    /// @throws dev.convscope.base.UserException if it is damaged or belongs to another network
    static Weights read(Graph graph, Path file) {
        return new FileWeights(graph, file);
    }
}
