package dev.convscope.report;

import dev.convscope.result.DiagnoseResult;
import dev.convscope.result.DiagnoseResult.Finding;

import java.util.List;

/// Mistakes that give a count, the likeliest first.
final class DiagnoseGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.words("mistake", "what was done", 0),
                    Column.numbers("params", "params", 0),
                    Column.numbers("macs", "MACs", 0),
                    Column.numbers("deviation", "off by", 1),
                    Column.words("exact", "match", 0));

    private DiagnoseGrid() {}

    static Grid of(DiagnoseResult result) {
        String asked =
                result.model()
                        + result.params().map(text -> "  params " + text).orElse("")
                        + result.macs().map(text -> "  MACs " + text).orElse("");
        return new Grid(
                List.of(asked),
                COLUMNS,
                result.findings().stream().map(DiagnoseGrid::row).toList(),
                List.of());
    }

    private static Grid.Row row(Finding finding) {
        return new Grid.Row(
                finding.exact() ? Grid.Tone.GOOD : Grid.Tone.PLAIN,
                List.of(
                        Cell.text(finding.mistake()),
                        Cell.exact(finding.params()),
                        Cell.exact(finding.macs()),
                        new Cell(
                                Figures.percent(finding.deviation()),
                                Double.toString(finding.deviation())),
                        new Cell(finding.exact() ? "yes" : "", "" + finding.exact())));
    }
}
