package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.engine.Engine;
import dev.convscope.engine.Engines;
import dev.convscope.engine.Inputs;
import dev.convscope.engine.LayerCheck;
import dev.convscope.engine.Verification;
import dev.convscope.graph.Graph;
import dev.convscope.model.Model;
import dev.convscope.result.VerifyResult;
import dev.convscope.weights.Weights;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

/// `convscope verify MODEL`
@Command(
        name = "verify",
        header = {
            "Checks that an engine computes what another one does.",
            "",
            "Examples:",
            "  convscope verify efficientnet-b0",
            "  convscope verify resnet-50@64 --against onnxruntime",
            "  convscope verify resnet-18 --layers",
            "",
        })
final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "As in 'convscope summary'.")
    String model;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            completionCandidates = EngineNames.class,
            description = "The engine to check (default: vector).")
    String engine = "vector";

    @Option(
            names = "--against",
            paramLabel = "NAME",
            completionCandidates = EngineNames.class,
            description = "The engine that is right (default: reference).")
    String against = "reference";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the checked engine (default: 1).")
    int threads = 1;

    @Option(
            names = "--layers",
            description = "Check every layer of the vector engine against the reference, too.")
    boolean layers;

    @Mixin ExactOption exact;
    @Mixin SeedOption seed;
    @Mixin ModelOptions models;
    @Mixin GiantsOption giants;
    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var checked = Engines.named(engine);
        var right = Engines.named(against);
        if (checked.name().equals(right.name())) {
            throw UserException.about("an engine cannot be checked against itself")
                    .found("--engine " + engine + " --against " + against)
                    .remedy("name another one with --against")
                    .build();
        }
        if (layers && !(checked.name().equals("vector") && right.name().equals("reference"))) {
            throw UserException.about("--layers checks the vector engine against the reference")
                    .found("--engine " + engine + " --against " + against)
                    .remedy("leave --engine and --against out")
                    .build();
        }
        var options = new Engine.Options(BatchOption.positive("--threads", threads), exact.exact);
        var network = giants.running(models.toRun(List.of(model))).getFirst();
        try (var destination = Destination.open(terminal, output.file)) {
            var result = compare(network, checked, right, options);
            destination.write(result, output.format, output.layout(terminal, destination));
            return (result.ok() ? ExitCode.OK : ExitCode.CHECK_FAILED).code();
        }
    }

    private VerifyResult compare(
            Model network, Engine checked, Engine right, Engine.Options options) {
        var graph = network.graph().withoutUnused();
        float[] expected = run(graph, right, Engine.Options.singleThreaded());
        var difference = Verification.compare(expected, run(graph, checked, options));
        return new VerifyResult(
                network.text(),
                checked.name(),
                right.name(),
                finite(difference.maxAbsError()),
                finite(difference.maxRelError()),
                Verification.TOLERANCE,
                difference.ok(),
                layers ? layers(graph, options) : List.of());
    }

    private List<VerifyResult.Layer> layers(Graph graph, Engine.Options options) {
        var weights = Weights.random(graph, seed.seed);
        float[] input = Inputs.random(graph.inputShape(), seed.seed);
        return LayerCheck.of(graph, weights, options.exact(), input).stream()
                .map(
                        layer ->
                                new VerifyResult.Layer(
                                        layer.name(),
                                        layer.kernel(),
                                        finite(layer.difference().maxAbsError()),
                                        finite(layer.difference().maxRelError())))
                .toList();
    }

    private float[] run(Graph graph, Engine engine, Engine.Options options) {
        var weights = Weights.random(graph, seed.seed);
        try (var session = engine.prepare(graph, weights, options)) {
            var logits = new float[session.outputLength()];
            session.run(Inputs.random(graph.inputShape(), seed.seed), logits);
            return logits;
        }
    }

    private static OptionalDouble finite(double number) {
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}
