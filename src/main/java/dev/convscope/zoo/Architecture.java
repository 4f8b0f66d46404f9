package dev.convscope.zoo;

import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// The rows and coefficients of one network, and its family's way to scale and build them.
public interface Architecture {

    /// Adds the network's layers behind `input` and returns the node of its logits.
    ///
    /// `request` has pixels and classes filled in and positive multipliers.
    Node build(GraphBuilder graph, Node input, Configuration request);

    /// What a width multiplier does, in one sentence.
    String widthRule();

    /// What a depth multiplier does, in one sentence.
    String depthRule();

    /// Options beyond width, depth, resolution and classes.
    default Set<String> ownOptions() {
        return Set.of();
    }

    /// The table of inverted bottlenecks it is made of; empty for other families.
    default Optional<BlockTable> blockTable() {
        return Optional.empty();
    }

    /// The stages under a configuration, with whole channels and blocks; empty for families that
    /// have no block strings.
    default List<BlockRow> blockRows(Configuration request) {
        return List.of();
    }

    /// Probability that the last block survives in training with stochastic depth.
    default OptionalDouble survival() {
        return OptionalDouble.empty();
    }
}
