package dev.convscope.cli;

import dev.convscope.audit.Figure;
import dev.convscope.base.UserException;
import dev.convscope.model.Model;
import dev.convscope.scaling.ScalingBase;
import dev.convscope.zoo.Configuration;
import dev.convscope.zoo.Network;

import java.util.Optional;
import java.util.OptionalInt;

/// What the commands of the scaling laboratory share.
final class Laboratory {
    private Laboratory() {}

    /// The network of a model; an imported graph has no rules to scale by.
    static Network network(Model model) {
        return model.network()
                .orElseThrow(
                        () ->
                                UserException.about("an imported graph cannot be built anew")
                                        .where("model '" + model.text() + "'")
                                        .expected("a network of the zoo or a file of blocks")
                                        .remedy("'convscope models' lists every network")
                                        .build());
    }

    /// What was asked of the network.
    static Configuration configuration(Model model) {
        var options = model.options();
        return new Configuration(
                options.width(),
                options.depth(),
                OptionalInt.of(options.pixels()),
                OptionalInt.of(options.classes()),
                options.aux(),
                options.own());
    }

    static ScalingBase base(Model model) {
        return new ScalingBase(network(model), configuration(model));
    }

    /// A count as people type it: 400M, 1.2e9, 8423848.
    static Optional<Figure> figure(Optional<String> text, String option) {
        return text.map(number -> Figure.parse(number, option));
    }
}
