package dev.convscope.cli;

import dev.convscope.model.Model;

import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is asked of every model of the command; a model's own key wins.
final class ModelOptions {
    @Option(
            names = "--width",
            paramLabel = "FACTOR",
            description = "Multiply the channels, by the family's rounding rule.")
    Optional<String> width = Optional.empty();

    @Option(
            names = "--depth",
            paramLabel = "FACTOR",
            description = "Multiply the repeats, by the family's rounding rule.")
    Optional<String> depth = Optional.empty();

    @Option(
            names = "--resolution",
            paramLabel = "FACTOR",
            description = "Multiply the side of the input; NAME@PIXELS sets it.")
    Optional<String> resolution = Optional.empty();

    @Option(names = "--classes", paramLabel = "N", description = "Outputs of the classifier.")
    Optional<String> classes = Optional.empty();

    @Option(names = "--aux", description = "Build and count auxiliary classifiers.")
    boolean aux;

    @Option(
            names = "--growth-rate",
            paramLabel = "K",
            description = "Channels that each layer of a DenseNet adds.")
    Optional<String> growthRate = Optional.empty();

    @Option(
            names = "--theta",
            paramLabel = "SHARE",
            description = "Share of channels that a DenseNet's transitions keep.")
    Optional<String> theta = Optional.empty();

    @Option(
            names = "--bottleneck",
            paramLabel = "true|false",
            description = "Whether a DenseNet's layers begin with a 1x1 convolution.")
    Optional<String> bottleneck = Optional.empty();

    /// The model of a text, to be counted: any size will do.
    Model toCount(String text) {
        return Model.of(text, commandWide(), Long.MAX_VALUE);
    }

    /// The models of texts, to be run on this machine.
    List<Model> toRun(List<String> texts) {
        long memory = Memory.ofMachine();
        return texts.stream().map(text -> Model.of(text, commandWide(), memory)).toList();
    }

    /// By key and as typed.
    Map<String, String> commandWide() {
        Map<String, String> keys = new LinkedHashMap<>();
        width.ifPresent(value -> keys.put("width", value));
        depth.ifPresent(value -> keys.put("depth", value));
        resolution.ifPresent(value -> keys.put("resolution", value));
        classes.ifPresent(value -> keys.put("classes", value));
        growthRate.ifPresent(value -> keys.put("growth-rate", value));
        theta.ifPresent(value -> keys.put("theta", value));
        bottleneck.ifPresent(value -> keys.put("bottleneck", value));
        if (aux) keys.put("aux", "true");
        return keys;
    }
}
