package dev.convscope.cli;

import dev.convscope.analysis.Convention;
import dev.convscope.analysis.Tally;
import dev.convscope.audit.Explanation;
import dev.convscope.audit.Figure;
import dev.convscope.base.Shape;
import dev.convscope.model.Model;
import dev.convscope.result.ExplainResult;
import dev.convscope.zoo.Network;
import dev.convscope.zoo.Zoo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `convscope explain MODEL`
@Command(
        name = "explain",
        header = {
            "Explains why other tools print other counts: the terms that differ.",
            "",
            "Examples:",
            "  convscope explain resnet-50",
            "  convscope explain resnet-50 --convention fvcore",
            "  convscope explain resnet-50 --printed 4.11G",
            "  convscope explain resnet-50 --printed 32.9G --batch 8",
            "",
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "As in 'convscope summary'.")
    String model;

    @Option(
            names = "--convention",
            paramLabel = "NAME",
            completionCandidates = ConventionOption.Names.class,
            description = "Only this tool's rule (default: all).")
    Optional<String> convention = Optional.empty();

    @Option(
            names = "--printed",
            paramLabel = "COUNT",
            description = "Only rules and variants that print this, such as 4.11G.")
    Optional<String> printed = Optional.empty();

    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "Images that --printed counts together; counts stay per image (default: 1).")
    int batch = 1;

    @Mixin ModelOptions models;
    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        BatchOption.positive("--batch", batch);
        Optional<Figure> figure = Laboratory.figure(printed, "--printed");
        try (var destination = Destination.open(terminal, output.file)) {
            Model counted = models.toCount(model);
            var result = result(counted, figure);
            destination.write(result, output.format, output.layout(terminal, destination));
            if (nothing(result) && !output.quiet) {
                terminal.err()
                        .println(
                                "note: no rule and no variant prints that; try 'convscope diagnose "
                                        + model
                                        + "'");
            }
            return ExitCode.OK.code();
        }
    }

    private static boolean nothing(ExplainResult result) {
        return result.conventions().isEmpty() && result.variants().isEmpty();
    }

    private ExplainResult result(Model counted, Optional<Figure> figure) {
        List<Explanation> rules =
                convention
                        .map(
                                name ->
                                        List.of(
                                                Explanation.of(
                                                        counted.graph(), Convention.named(name))))
                        .orElseGet(() -> Explanation.all(counted.graph()));
        Tally tally = Tally.of(counted.graph());
        Shape input = counted.graph().inputShape();
        return new ExplainResult(
                counted.text(),
                List.of(1, input.channels(), input.height(), input.width()),
                tally.params(),
                tally.macs(),
                rules.stream()
                        .filter(
                                rule ->
                                        figure.map(f -> f.prints((double) batch * rule.flops()))
                                                .orElse(true))
                        .map(ExplainCommand::rule)
                        .toList(),
                variants(counted).stream()
                        .filter(
                                v ->
                                        figure.map(f -> f.prints((double) batch * v.macs()))
                                                .orElse(true))
                        .toList());
    }

    private static ExplainResult.Rule rule(Explanation rule) {
        Convention convention = rule.convention();
        return new ExplainResult.Rule(
                convention.name(),
                convention.aliases(),
                convention.version(),
                rule.flops(),
                rule.params(),
                convention.parameterRule().meaning(),
                rule.terms().stream()
                        .map(
                                term ->
                                        new ExplainResult.Term(
                                                term.quantity().meaning(),
                                                term.count(),
                                                term.factor(),
                                                term.difference()))
                        .toList(),
                convention.remark());
    }

    /// Networks of the same name with another variant, as far as they take the same options.
    private static List<ExplainResult.Variant> variants(Model counted) {
        if (counted.network().isEmpty()) return List.of();
        Network own = counted.network().get();
        return Zoo.networks().stream()
                .filter(other -> !other.name().equals(own.name()))
                .filter(other -> bare(other.name()).equals(bare(own.name())))
                .filter(other -> other.options().equals(own.options()))
                .map(other -> variant(other, counted))
                .toList();
    }

    private static String bare(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static ExplainResult.Variant variant(Network other, Model counted) {
        Tally tally = Tally.of(other.build(Laboratory.configuration(counted)));
        return new ExplainResult.Variant(other.name(), tally.params(), tally.macs());
    }
}
