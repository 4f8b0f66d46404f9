package dev.convscope.report;

import dev.convscope.result.CompareResult;
import dev.convscope.result.LatencyResult;
import dev.convscope.result.ModelsResult;
import dev.convscope.result.Peak;
import dev.convscope.result.SummaryResult;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.joining.JoinType;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Joins what was counted, what was measured and what was published, by the model's text.
///
/// The one class that uses tablesaw: loading it takes half a second.
public final class Comparison {
    private final Row first;
    private final Optional<Peak> peak;

    private Comparison(Row first, Optional<Peak> peak) {
        this.first = first;
        this.peak = peak;
    }

    /// One row per model and engine, in the order of `counted` and then of `engines`.
    ///
    /// @param counted the models, each once
    /// @param engines asked for; a model without a latency in one keeps its row
    /// @param published accuracies, under the text of the model they hold for
    public static CompareResult join(
            List<SummaryResult> counted,
            List<String> engines,
            LatencyResult measured,
            List<ModelsResult.Row> published) {
        Table joined =
                with(
                                accuracies(published),
                                with(
                                        times(measured),
                                        contestants(counted, engines),
                                        "model",
                                        "engine"),
                                "model")
                        .sortAscendingOn("order");
        var comparison = new Comparison(joined.row(0), measured.environment().run().peak());
        return new CompareResult(
                measured.environment(),
                counted.getFirst().convention(),
                measured.complete(),
                joined.stream().map(comparison::row).toList(),
                ForkNotes.of(measured.results()),
                measured.failures());
    }

    /// Every row of `left`, with what `right` has for its keys.
    private static Table with(Table right, Table left, String... keys) {
        return left.joinOn(keys).type(JoinType.LEFT_OUTER).with(right).join();
    }

    private static Table contestants(List<SummaryResult> counted, List<String> engines) {
        var order = IntColumn.create("order");
        var model = StringColumn.create("model");
        var engine = StringColumn.create("engine");
        var input = IntColumn.create("input");
        var images = IntColumn.create("images");
        var params = LongColumn.create("params");
        var macs = LongColumn.create("macs");
        var flops = LongColumn.create("flops");
        var weights = LongColumn.create("weightBytes");
        var activations = LongColumn.create("peakActivationBytes");
        for (var network : counted) {
            for (String name : engines) {
                order.append(order.size());
                model.append(network.model());
                engine.append(name);
                input.append(network.options().pixels());
                images.append(network.input().getFirst());
                params.append(network.totals().params());
                macs.append(network.totals().macs());
                flops.append(network.totals().flops());
                weights.append(network.totals().weightBytes());
                activations.append(network.totals().peakActivationBytes());
            }
        }
        return Table.create(
                order, model, engine, input, images, params, macs, flops, weights, activations);
    }

    private static Table times(LatencyResult measured) {
        var model = StringColumn.create("model");
        var engine = StringColumn.create("engine");
        var p50 = LongColumn.create("p50Nanos");
        var low = LongColumn.create("lowNanos");
        var high = LongColumn.create("highNanos");
        for (var latency : measured.results()) {
            model.append(latency.model());
            engine.append(latency.engine());
            p50.append(latency.p50Nanos());
            latency.lowNanos().ifPresentOrElse(low::append, low::appendMissing);
            latency.highNanos().ifPresentOrElse(high::append, high::appendMissing);
        }
        return Table.create(model, engine, p50, low, high);
    }

    private static Table accuracies(List<ModelsResult.Row> published) {
        var model = StringColumn.create("model");
        var top1 = DoubleColumn.create("top1");
        for (var row : published) {
            model.append(row.name());
            row.top1().ifPresentOrElse(top1::append, top1::appendMissing);
        }
        return Table.create(model, top1);
    }

    private CompareResult.Row row(Row row) {
        long macs = row.getLong("macs");
        var p50 = nanos(row, "p50Nanos");
        var rate = rate(macs * row.getInt("images"), p50);
        var firstP50 = nanos(first, "p50Nanos");
        return new CompareResult.Row(
                row.getString("model"),
                row.getString("engine"),
                row.getInt("input"),
                row.getLong("params"),
                macs,
                row.getLong("flops"),
                row.getLong("weightBytes"),
                row.getLong("peakActivationBytes"),
                p50,
                nanos(row, "lowNanos"),
                nanos(row, "highNanos"),
                rate,
                peak.map(roof -> ratio(rate, OptionalDouble.of(roof.gflopPerSecond())))
                        .orElse(OptionalDouble.empty()),
                (double) macs / first.getLong("macs"),
                ratio(asDouble(p50), asDouble(firstP50)),
                row.isMissing("top1")
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(row.getDouble("top1")));
    }

    private static OptionalDouble rate(long macs, OptionalLong nanos) {
        return nanos.isPresent()
                ? OptionalDouble.of(Peak.rate(macs, nanos.getAsLong()))
                : OptionalDouble.empty();
    }

    private static OptionalDouble ratio(OptionalDouble above, OptionalDouble below) {
        return above.isPresent() && below.isPresent()
                ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble asDouble(OptionalLong number) {
        return number.isPresent() ? OptionalDouble.of(number.getAsLong()) : OptionalDouble.empty();
    }

    private static OptionalLong nanos(Row row, String column) {
        return row.isMissing(column) ? OptionalLong.empty() : OptionalLong.of(row.getLong(column));
    }
}
