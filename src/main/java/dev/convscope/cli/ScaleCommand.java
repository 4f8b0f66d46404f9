package dev.convscope.cli;

import dev.convscope.audit.Figure;
import dev.convscope.base.UserException;
import dev.convscope.model.Model;
import dev.convscope.result.ScaleResult;
import dev.convscope.scaling.CompoundScaling;
import dev.convscope.scaling.CostLaw;
import dev.convscope.scaling.Multipliers;
import dev.convscope.scaling.ScaledNetwork;
import dev.convscope.scaling.ScalingBase;
import dev.convscope.scaling.StageScaling;
import dev.convscope.scaling.WidthSearch;
import dev.convscope.zoo.BlockTable;
import dev.convscope.zoo.Network;
import dev.convscope.zoo.Zoo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    /// Figure 4 of the EfficientNet paper: two depths, two input sizes.
    private static final double[] ISO_DEPTHS = {1, 2};

    private static final double ISO_RESOLUTION = 299 / 224.;

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

    /// One network to show, and what makes it.
    private record Scale(String label, OptionalDouble phi, ScaledNetwork network) {}

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
        if (single) return List.of(single(base));
        if (!sweeps.isEmpty()) return swept(base);
        if (isoMacs.isPresent()) return iso(base);
        if (released) return family(base);
        var coefficients = new CompoundScaling(alpha, beta, gamma).checked(tolerance);
        List<Scale> scales = new ArrayList<>();
        for (double exponent : phi.isEmpty() ? List.of(1.) : phi) {
            scales.add(
                    new Scale(
                            "phi " + plain(exponent),
                            OptionalDouble.of(exponent),
                            base.scale(coefficients.at(exponent))));
        }
        return scales;
    }

    private Scale single(ScalingBase base) {
        var multipliers =
                new Multipliers(depth.orElse(1.), width.orElse(1.), resolution.orElse(1.));
        String label =
                "d "
                        + plain(multipliers.depth())
                        + " w "
                        + plain(multipliers.width())
                        + " r "
                        + plain(multipliers.resolution());
        return new Scale(label, OptionalDouble.empty(), base.scale(multipliers));
    }

    private List<Scale> swept(ScalingBase base) {
        List<Scale> scales = new ArrayList<>();
        for (String text : sweeps) {
            var sweep = SweepText.parse(text);
            for (double value : sweep.values()) {
                String name = sweep.dimension().name().toLowerCase(Locale.ROOT);
                scales.add(
                        new Scale(
                                name + " " + plain(value),
                                OptionalDouble.empty(),
                                base.scale(sweep.dimension().at(value))));
            }
        }
        return scales;
    }

    /// Networks of the same rows under coefficients of their own.
    private static List<Scale> family(ScalingBase base) {
        BlockTable own = table(base.network()).orElseThrow(() -> alone(base));
        List<Scale> scales = new ArrayList<>();
        for (Network other : Zoo.networks()) {
            Optional<BlockTable> table = table(other).filter(t -> t.rows().equals(own.rows()));
            if (table.isEmpty() || other.name().contains(":")) continue;
            double d = table.get().depth() / own.depth();
            double w = table.get().width() / own.width();
            var network = base.scaleTo(d, w, other.defaultPixels());
            scales.add(new Scale(other.name(), OptionalDouble.empty(), network));
        }
        if (scales.size() < 2) throw alone(base);
        return scales;
    }

    private static Optional<BlockTable> table(Network network) {
        return network.architecture().blockTable();
    }

    private static UserException alone(ScalingBase base) {
        return UserException.about("no other network was released with the same stages")
                .where(base.network().name())
                .expected("a network such as efficientnet-b0")
                .build();
    }

    private List<Scale> iso(ScalingBase base) {
        long macs = (long) Figure.parse(isoMacs.get(), "--iso-macs").value();
        List<Scale> scales = new ArrayList<>();
        for (double d : ISO_DEPTHS) {
            for (double r : new double[] {1, ISO_RESOLUTION}) {
                int pixels = (int) Math.floor(r * base.pixels() + .5);
                WidthSearch.FIGURE_4
                        .widest(base, d, pixels, macs)
                        .ifPresent(
                                network ->
                                        scales.add(
                                                new Scale(
                                                        "d " + plain(d) + " @" + pixels,
                                                        OptionalDouble.empty(),
                                                        network)));
            }
        }
        if (!scales.isEmpty()) return scales;
        throw UserException.about("no width is narrow enough for so few MACs")
                .where("--iso-macs")
                .found(isoMacs.get())
                .expected("more")
                .build();
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

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
