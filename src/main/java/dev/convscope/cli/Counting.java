package dev.convscope.cli;

import dev.convscope.analysis.Convention;
import dev.convscope.analysis.CostTotals;
import dev.convscope.analysis.LayerCost;
import dev.convscope.analysis.NetworkCost;
import dev.convscope.analysis.Tally;
import dev.convscope.base.Shape;
import dev.convscope.graph.Graph;
import dev.convscope.model.Model;
import dev.convscope.result.ModelsResult;
import dev.convscope.result.SummaryResult;
import dev.convscope.zoo.Configuration;
import dev.convscope.zoo.Network;
import dev.convscope.zoo.Published;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Turns what was counted into the records that are written.
final class Counting {
    private Counting() {}

    /// One model, every node a row.
    ///
    /// @param batch images whose activations are alive at once; counts stay per image
    static SummaryResult summary(Model model, Convention convention, int batch) {
        var cost = NetworkCost.of(model.graph(), convention);
        var options = model.options();
        return new SummaryResult(
                model.text(),
                new SummaryResult.Options(
                        options.width(),
                        options.depth(),
                        options.pixels(),
                        options.classes(),
                        options.aux()),
                dimensions(batch, model.graph().inputShape()),
                convention.name(),
                totals(cost, batch),
                SummaryExtras.stages(model),
                SummaryExtras.training(model),
                SummaryExtras.published(model),
                cost.rows().stream().map(Counting::layer).toList());
    }

    private static SummaryResult.Totals totals(NetworkCost cost, int batch) {
        CostTotals totals = cost.totals();
        var kinds = totals.macsByKind();
        return new SummaryResult.Totals(
                totals.params(),
                totals.bnStatistics(),
                totals.macs(),
                new SummaryResult.MacsByKind(
                        kinds.dense(),
                        kinds.pointwise(),
                        kinds.depthwise(),
                        kinds.se(),
                        kinds.fc()),
                totals.flops(),
                totals.activationElements(),
                totals.weightBytes(),
                Math.multiplyExact(batch, cost.peakActivationBytes()),
                cost.backboneParams());
    }

    private static SummaryResult.Layer layer(LayerCost row) {
        return new SummaryResult.Layer(
                row.name(),
                row.stage(),
                row.block(),
                row.op(),
                row.kind().label(),
                dimensions(1, row.input()),
                dimensions(1, row.output()),
                row.params(),
                row.macs(),
                row.flops());
    }

    private static List<Integer> dimensions(int batch, Shape shape) {
        return List.of(batch, shape.channels(), shape.height(), shape.width());
    }

    /// One network of the zoo, as published.
    static ModelsResult.Row row(Network network) {
        return row(network, network.name(), network.build());
    }

    /// The row of a model, under its own text, if it is a network as published.
    static Optional<ModelsResult.Row> published(Model model) {
        var options = model.options();
        return model.network()
                .filter(network -> options.width() == 1 && options.depth() == 1)
                .filter(network -> options.own().isEmpty())
                .filter(network -> options.pixels() == network.defaultPixels())
                .filter(network -> options.classes() == network.defaultClasses())
                .map(network -> row(network, model.text(), model.graph()));
    }

    private static ModelsResult.Row row(Network network, String name, Graph graph) {
        var tally = Tally.of(graph);
        var published = network.publishedAs(Configuration.defaults());
        return new ModelsResult.Row(
                name,
                network.family(),
                network.defaultPixels(),
                tally.params(),
                tally.macs(),
                published.flatMap(Published::params),
                published.flatMap(Published::flops),
                published.map(Published::top1).orElse(OptionalDouble.empty()),
                published.map(Published::top5).orElse(OptionalDouble.empty()),
                published.map(Published::source).orElse(""));
    }
}
