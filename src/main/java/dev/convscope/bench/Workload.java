package dev.convscope.bench;

import dev.convscope.engine.Inputs;
import dev.convscope.graph.Graph;
import dev.convscope.model.Model;
import dev.convscope.weights.Weights;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A network with its weights and its input, as words that mean the same in every JVM.
///
/// @param model as typed
/// @param options options for every model of the command, by key and as typed
/// @param seed of weights and input
record Workload(String model, Map<String, String> options, long seed) {
    private static final String OPTION = "option.";

    Workload {
        options = Map.copyOf(options);
    }

    /// The network, without what its output does not depend on.
    ///
    /// @throws dev.convscope.base.UserException if the text makes no network
    Graph graph() {
        return Model.of(model, options, Long.MAX_VALUE).graph().withoutUnused();
    }

    Weights weights(Graph graph) {
        return Weights.random(graph, seed);
    }

    float[] input(Graph graph) {
        return Inputs.random(graph.inputShape(), seed);
    }

    void putInto(Properties properties) {
        properties.setProperty("model", model);
        properties.setProperty("seed", Long.toString(seed));
        options.forEach((key, value) -> properties.setProperty(OPTION + key, value));
    }

    static Workload from(Properties properties) {
        Map<String, String> options =
                properties.stringPropertyNames().stream()
                        .filter(name -> name.startsWith(OPTION))
                        .collect(
                                Collectors.toMap(
                                        name -> name.substring(OPTION.length()),
                                        properties::getProperty,
                                        (first, _) -> first,
                                        TreeMap::new));
        return new Workload(
                properties.getProperty("model"),
                options,
                Long.parseLong(properties.getProperty("seed")));
    }
}
