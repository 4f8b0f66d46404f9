package dev.convscope.report;

import dev.convscope.result.ExplainResult;
import dev.convscope.result.ExplainResult.Rule;
import dev.convscope.result.ExplainResult.Term;

import java.util.ArrayList;
import java.util.List;

/// Rules of tools, each as the terms that lead from multiply-accumulates to its number.
final class ExplainGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.words("convention", "convention", 0),
                    Column.words("term", "counts", 0),
                    Column.numbers("count", "how many", 2),
                    Column.numbers("factor", "for each", 1),
                    Column.numbers("operations", "operations", 0));

    private ExplainGrid() {}

    static Grid of(ExplainResult result) {
        List<Grid.Row> rows = new ArrayList<>();
        for (Rule rule : result.conventions()) add(rows, rule, result.macs());
        return new Grid(List.of(headline(result)), COLUMNS, rows, below(result));
    }

    private static void add(List<Grid.Row> rows, Rule rule, long macs) {
        String name = rule.convention();
        if (rule.flops() > 0) {
            rows.add(row(name, "multiply-accumulates", macs, 1, macs, Grid.Tone.PLAIN));
        }
        for (Term term : rule.terms()) {
            if (rule.flops() == 0) continue;
            String factor = term.factor() > 0 ? "+" + term.factor() : "" + term.factor();
            rows.add(
                    new Grid.Row(
                            Grid.Tone.PLAIN,
                            List.of(
                                    new Cell("", name),
                                    Cell.text(term.quantity()),
                                    Cell.exact(term.count()),
                                    new Cell(factor, "" + term.factor()),
                                    Cell.exact(term.difference()))));
        }
        String total = rule.flops() == 0 ? "no operations" : "total, " + rule.version();
        rows.add(
                new Grid.Row(
                        Grid.Tone.TOTAL,
                        List.of(
                                new Cell(rule.flops() == 0 ? name : "", name),
                                Cell.text(total),
                                Cell.none(),
                                Cell.none(),
                                rule.flops() == 0 ? Cell.none() : Cell.exact(rule.flops()))));
    }

    private static Grid.Row row(
            String name, String term, long count, int factor, long operations, Grid.Tone tone) {
        return new Grid.Row(
                tone,
                List.of(
                        Cell.text(name),
                        Cell.text(term),
                        Cell.exact(count),
                        Cell.plain(factor),
                        Cell.exact(operations)));
    }

    private static String headline(ExplainResult result) {
        return result.model()
                + "  "
                + Figures.exact(result.params())
                + " params, "
                + Figures.exact(result.macs())
                + " MACs at "
                + result.input().getLast()
                + " pixels";
    }

    private static List<String> below(ExplainResult result) {
        List<String> lines = new ArrayList<>();
        for (Rule rule : result.conventions()) {
            if (!rule.remark().isEmpty()) lines.add(rule.convention() + ": " + rule.remark());
            if (rule.params() != result.params()) {
                lines.add(
                        rule.convention()
                                + ": "
                                + Figures.exact(rule.params())
                                + " params, "
                                + rule.parameterRule());
            }
        }
        for (var variant : result.variants()) {
            lines.add(
                    "variant "
                            + variant.name()
                            + ": "
                            + Figures.exact(variant.params())
                            + " params, "
                            + Figures.exact(variant.macs())
                            + " MACs");
        }
        return lines;
    }
}
