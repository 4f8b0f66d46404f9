package dev.convscope.report;

import dev.convscope.result.SummaryResult;
import dev.convscope.result.SummaryResult.Layer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One network: a row per layer, block or stage, a total that the rows add up to, and the sums.
final class SummaryGrid {
    private SummaryGrid() {}

    static Grid of(SummaryResult result, Layout.Level level) {
        var rows = new ArrayList<Grid.Row>();
        for (Layer layer : summed(result.layers(), level)) rows.add(row(result, layer, level));
        rows.add(total(result, level));
        return new Grid(List.of(headline(result)), columns(result, level), rows, sums(result));
    }

    private static List<Column> columns(SummaryResult result, Layout.Level level) {
        var flops = Column.numbers("flops", "FLOPs (" + result.convention() + ")", 2);
        var name =
                Column.words(
                        level == Layout.Level.LAYER ? "name" : level.toString(),
                        level.toString(),
                        0);
        var columns = new ArrayList<>(List.of(name));
        if (level == Layout.Level.LAYER) {
            columns.add(Column.words("op", "op", 1));
            columns.add(Column.words("kind", "kind", 4));
        }
        columns.add(Column.numbers("input", "input", 5));
        columns.add(Column.numbers("output", "output", 3));
        columns.add(Column.numbers("params", "params", 0));
        columns.add(Column.numbers("macs", "MACs", 0));
        columns.add(flops);
        columns.addAll(SummaryExtras.columns(level));
        return columns;
    }

    private static Grid.Row row(SummaryResult result, Layer layer, Layout.Level level) {
        var cells = new ArrayList<>(List.of(Cell.text(layer.name())));
        if (level == Layout.Level.LAYER) {
            cells.add(Cell.text(layer.op()));
            cells.add(Cell.text(layer.kind()));
        }
        cells.add(Cell.text(shape(layer.input())));
        cells.add(Cell.text(shape(layer.output())));
        cells.add(Cell.exact(layer.params()));
        cells.add(Cell.exact(layer.macs()));
        cells.add(Cell.exact(layer.flops()));
        cells.addAll(SummaryExtras.cells(result, layer.name(), level));
        return new Grid.Row(Grid.Tone.PLAIN, cells);
    }

    private static Grid.Row total(SummaryResult result, Layout.Level level) {
        var cells = new ArrayList<>(List.of(Cell.text("total")));
        int blanks = level == Layout.Level.LAYER ? 4 : 2;
        for (int i = 0; i < blanks; i++) cells.add(Cell.text(""));
        cells.add(Cell.exact(result.totals().params()));
        cells.add(Cell.exact(result.totals().macs()));
        cells.add(Cell.exact(result.totals().flops()));
        SummaryExtras.columns(level).forEach(_ -> cells.add(Cell.text("")));
        return new Grid.Row(Grid.Tone.TOTAL, cells);
    }

    /// A layer outside of any block or stage is a row of its own.
    private static List<Layer> summed(List<Layer> layers, Layout.Level level) {
        if (level == Layout.Level.LAYER) return layers;
        Map<String, Layer> groups = new LinkedHashMap<>();
        for (Layer layer : layers) {
            String group = level == Layout.Level.BLOCK ? layer.block() : layer.stage();
            String name = group.isEmpty() ? layer.name() : group;
            groups.merge(name, named(name, layer), SummaryGrid::sum);
        }
        return List.copyOf(groups.values());
    }

    private static Layer named(String name, Layer layer) {
        return new Layer(
                name,
                layer.stage(),
                layer.block(),
                layer.op(),
                layer.kind(),
                layer.input(),
                layer.output(),
                layer.params(),
                layer.macs(),
                layer.flops());
    }

    private static Layer sum(Layer first, Layer next) {
        return new Layer(
                first.name(),
                first.stage(),
                first.block(),
                "",
                "",
                first.input(),
                next.output(),
                first.params() + next.params(),
                first.macs() + next.macs(),
                first.flops() + next.flops());
    }

    private static String headline(SummaryResult result) {
        var options = result.options();
        var line =
                new StringBuilder(result.model()).append("  input ").append(shape(result.input()));
        if (options.width() != 1) line.append("  width ").append(options.width());
        if (options.depth() != 1) line.append("  depth ").append(options.depth());
        line.append("  ").append(options.classes()).append(" classes");
        if (options.aux()) line.append("  with auxiliary classifiers");
        return line.toString();
    }

    private static List<String> sums(SummaryResult result) {
        var lines = new ArrayList<String>();
        lines.addAll(counts(result));
        lines.addAll(SummaryExtras.lines(result));
        return lines;
    }

    private static List<String> counts(SummaryResult result) {
        var totals = result.totals();
        var kinds = totals.macsByKind();
        return List.of(
                sum("params", Figures.exact(totals.params()))
                        + "  and "
                        + Figures.exact(totals.bnStatistics())
                        + " BN statistics",
                sum("MACs", Figures.exact(totals.macs()))
                        + share("  dense ", kinds.dense(), totals.macs())
                        + share(", pointwise ", kinds.pointwise(), totals.macs())
                        + share(", depthwise ", kinds.depthwise(), totals.macs())
                        + share(", SE ", kinds.se(), totals.macs())
                        + share(", FC ", kinds.fc(), totals.macs()),
                sum("FLOPs", Figures.exact(totals.flops())) + "  " + result.convention(),
                sum("activations", Figures.exact(totals.activationElements()))
                        + "  outputs of convolutions and FC layers",
                sum("weights", Figures.bytes(totals.weightBytes())) + "  fp32",
                sum("peak memory", Figures.bytes(totals.peakActivationBytes()))
                        + "  activations alive at once, fp32"
                        + batch(result.input().getFirst()));
    }

    private static String batch(int images) {
        return images == 1 ? "" : ", batch of " + images;
    }

    static String sum(String name, String value) {
        return name + " ".repeat(Math.max(1, 30 - name.length() - value.length())) + value;
    }

    private static String share(String label, long part, long whole) {
        return label + Figures.percent(whole == 0 ? 0 : (double) part / whole);
    }

    private static String shape(List<Integer> dimensions) {
        return String.join("×", dimensions.stream().map(String::valueOf).toList());
    }
}
