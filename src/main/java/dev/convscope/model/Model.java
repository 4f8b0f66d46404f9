package dev.convscope.model;

import dev.convscope.base.NearestNames;
import dev.convscope.base.UserException;
import dev.convscope.graph.Graph;
import dev.convscope.zoo.Configuration;
import dev.convscope.zoo.Network;
import dev.convscope.zoo.Zoo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A network that someone asked for, ready to be counted or run.
///
/// @param text as typed, with the command's options written into it: it gives this model by itself
/// @param network the network it is a configuration of; empty for an imported graph
/// @param options every option, resolved
/// @param graph the network built
public record Model(String text, Optional<Network> network, ModelOptions options, Graph graph) {

    /// The model of a text, without options for the whole command and without a memory limit.
    public static Model of(String text) {
        return of(text, Map.of(), Long.MAX_VALUE);
    }

    /// The model of a text.
    ///
    /// @param commandWide options for every model of the command, by key and as typed; a model's
    ///     own key wins
    /// @param memoryBytes the machine's memory, which the activations of one layer must fit
    /// @throws UserException for a text, an option or a size that makes no network
    public static Model of(String text, Map<String, String> commandWide, long memoryBytes) {
        ModelText parsed = ModelText.parse(text);
        Network network =
                switch (parsed.source()) {
                    case ZOO -> listed(parsed);
                    case BLOCKS -> BlocksFile.read(parsed.name());
                    case ONNX -> throw notYet(parsed);
                };
        Configuration configuration = new Resolution(parsed, network, commandWide).configuration();
        Graph graph = built(text, network, configuration);
        MemoryLimit.check(text, graph, memoryBytes);
        return new Model(
                parsed.textWith(commandWide),
                Optional.of(network),
                resolved(network, configuration),
                graph);
    }

    private static Graph built(String text, Network network, Configuration configuration) {
        try {
            return network.build(configuration);
        } catch (UserException e) {
            throw e.in("model '" + text + "'");
        }
    }

    /// The name of the network with its variant, or of the file.
    public String name() {
        return network.map(Network::name).orElse(graph.name());
    }

    private static ModelOptions resolved(Network network, Configuration configuration) {
        return new ModelOptions(
                configuration.width(),
                configuration.depth(),
                configuration.pixels().orElse(network.defaultPixels()),
                configuration.classes().orElse(network.defaultClasses()),
                configuration.aux(),
                configuration.options());
    }

    private static Network listed(ModelText parsed) {
        return Zoo.find(parsed.name()).orElseThrow(() -> unknown(parsed));
    }

    private static UserException unknown(ModelText parsed) {
        List<String> names = Zoo.networks().stream().map(Network::name).toList();
        String list = "'convscope models' lists every network";
        return UserException.about("there is no network '" + parsed.name() + "'")
                .where("model '" + parsed.text() + "'")
                .remedy(NearestNames.question(parsed.name(), names, list))
                .build();
    }

    private static UserException notYet(ModelText parsed) {
        return UserException.about("files of this kind cannot be read yet")
                .where("model '" + parsed.text() + "'")
                .found(parsed.name())
                .expected("the name of a network")
                .remedy("'convscope models' lists every network")
                .build();
    }
}
