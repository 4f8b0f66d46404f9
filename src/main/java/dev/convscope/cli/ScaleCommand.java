package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.model.Model;
import dev.convscope.result.ScaleResult;
import dev.convscope.scaling.CompoundScaling;
import dev.convscope.scaling.CostLaw;
import dev.convscope.scaling.Multipliers;
import dev.convscope.scaling.ScaledNetwork;
import dev.convscope.scaling.ScalingBase;
import dev.convscope.scaling.StageScaling;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

/// `convscope scale MODEL`
@Command(
        name = "scale",
        header = {
            "Scales a network by depth, width and resolution, predicted beside real.",
            "",
            "Examples:",
            "  convscope scale efficientnet-b0 --phi 1,2,3,4,5,6,7",
            "  convscope scale mobilenet-v2 -d 1.4 -w 1.2 -r 1.3",
            "  convscope scale resnet-50 --sweep width=1,1.4,1.8 --sweep depth=1,2",
            "  convscope scale efficientnet-b0 --iso-macs 10G",
            "  convscope scale efficientnet-b0 --released",
            "",
        })
final class ScaleCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "As in 'convscope summary'.")
    String model;

    @Option(
            names = "--phi",
            split = ",",
            paramLabel = "PHI",
            description = "Compound scaling: d = α^φ, w = β^φ, r = γ^φ (default: 1).")
    List<Double> phi = List.of();

    @Option(names = "--alpha", description = "Base of the depth (default: ${DEFAULT-VALUE}).")
    double alpha = CompoundScaling.RELEASED.alpha();

    @Option(names = "--beta", description = "Base of the width (default: ${DEFAULT-VALUE}).")
    double beta = CompoundScaling.RELEASED.beta();

    @Option(names = "--gamma", description = "Base of the resolution (default: ${DEFAULT-VALUE}).")
    double gamma = CompoundScaling.RELEASED.gamma();

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description = "How far α·β²·γ² may be from 2 (default: ${DEFAULT-VALUE}).")
    double tolerance = CompoundScaling.TOLERANCE;

    @Option(
            names = {"-d", "--depth"},
            paramLabel = "D",
            description = "Multiply the depth.")
    Optional<Double> depth = Optional.empty();

    @Option(
            names = {"-w", "--width"},
            paramLabel = "W",
            description = "Multiply the width.")
    Optional<Double> width = Optional.empty();

    @Option(
            names = {"-r", "--resolution"},
            paramLabel = "R",
            description = "Multiply the side of the input.")
    Optional<Double> resolution = Optional.empty();

    @Option(
            names = "--sweep",
            paramLabel = "DIMENSION=V,V...",
            description = "One dimension at several values, as in width=1,1.4,1.8.")
    List<String> sweeps = List.of();

    @Option(
            names = "--iso-macs",
            paramLabel = "COUNT",
            description = "The widest networks of so many MACs at depth 1 and 2, two input sizes.")
    Optional<String> isoMacs = Optional.empty();

    @Option(
            names = "--released",
            description = "The family's released networks, and where they lie on the equation.")
    boolean released;

    @Option(names = "--classes", paramLabel = "N", description = "Outputs of the classifier.")
    Optional<String> classes = Optional.empty();

    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    ScaleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var destination = Destination.open(terminal, output.file)) {
            Map<String, String> all = classes.map(n -> Map.of("classes", n)).orElse(Map.of());
            Model base = Model.of(model, all, Long.MAX_VALUE);
            var result = result(base, Laboratory.base(base));
            destination.write(result, output.format, output.layout(terminal, destination));
            return ExitCode.OK.code();
        }
    }

    private ScaleResult result(Model typed, ScalingBase base) {
        List<Scale> scales = scales(base);
        var law = new CostLaw(base);
        Scale last = scales.getLast();
        boolean compound = last.phi().isPresent() || released;
        var architecture = base.network().architecture();
        return new ScaleResult(
                typed.text(),
                scales.size() == 1 ? last.phi() : OptionalDouble.empty(),
                compound ? OptionalDouble.of(alpha) : OptionalDouble.empty(),
                compound ? OptionalDouble.of(beta) : OptionalDouble.empty(),
                compound ? OptionalDouble.of(gamma) : OptionalDouble.empty(),
                architecture.widthRule(),
                architecture.depthRule(),
                scales.stream().map(scale -> row(scale, base, law)).toList(),
                StageScaling.of(base, last.network()).stream().map(ScaleCommand::stage).toList(),
                law.explain(last.network().multipliers()).terms().stream()
                        .map(t -> new ScaleResult.Term(t.name(), t.macs(), t.ratio()))
                        .toList());
    }

    private List<Scale> scales(ScalingBase base) {
        boolean single = depth.isPresent() || width.isPresent() || resolution.isPresent();
        int ways =
                (single ? 1 : 0)
                        + (phi.isEmpty() ? 0 : 1)
                        + (sweeps.isEmpty() ? 0 : 1)
                        + (released ? 1 : 0)
                        + (isoMacs.isPresent() ? 1 : 0);
        if (ways > 1) {
            throw UserException.about("a network is scaled in one way at a time")
                    .where("scale")
                    .expected("--phi, or -d -w -r, or --sweep, or --iso-macs, or --released")
                    .build();
        }
        if (single) {
            return List.of(
                    Scale.by(
                            base,
                            new Multipliers(
                                    depth.orElse(1.), width.orElse(1.), resolution.orElse(1.))));
        }
        if (!sweeps.isEmpty()) return Scale.swept(base, sweeps);
        if (isoMacs.isPresent()) return Scale.ofEqualMacs(base, isoMacs.get());
        if (released) return Scale.released(base);
        var coefficients = new CompoundScaling(alpha, beta, gamma).checked(tolerance);
        return Scale.compound(base, coefficients, phi.isEmpty() ? List.of(1.) : phi);
    }

    private ScaleResult.Row row(Scale scale, ScalingBase base, CostLaw law) {
        ScaledNetwork network = scale.network();
        Multipliers m = network.multipliers();
        return new ScaleResult.Row(
                scale.label(),
                scale.phi(),
                m.depth(),
                m.width(),
                m.resolution(),
                network.pixels(),
                network.predictedRatio(),
                scale.phi().isPresent()
                        ? OptionalDouble.of(Math.pow(2, scale.phi().getAsDouble()))
                        : OptionalDouble.empty(),
                law.exactMacs(m) / base.tally().macs(),
                network.params(),
                network.macs(),
                network.ratio(),
                released ? Optional.of(implied(m)) : Optional.empty());
    }

    private ScaleResult.ImpliedPhi implied(Multipliers multipliers) {
        var phi = new CompoundScaling(alpha, beta, gamma).implied(multipliers);
        return new ScaleResult.ImpliedPhi(phi.depth(), phi.width(), phi.resolution());
    }

    private static ScaleResult.Stage stage(StageScaling stage) {
        return new ScaleResult.Stage(
                stage.stage(),
                stage.exactChannels(),
                stage.channels(),
                stage.exactBlocks(),
                stage.blocks(),
                stage.pixels());
    }
}
