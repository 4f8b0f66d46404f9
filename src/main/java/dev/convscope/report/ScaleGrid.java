package dev.convscope.report;

import dev.convscope.result.ScaleResult;
import dev.convscope.result.ScaleResult.Row;
import dev.convscope.result.ScaleResult.Stage;
import dev.convscope.result.ScaleResult.Term;

import java.util.ArrayList;
import java.util.List;

/// One network at several scales; below, why the last one does not cost what the law says.
final class ScaleGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.words("label", "scale", 0),
                    Column.numbers("depth", "d", 1),
                    Column.numbers("width", "w", 1),
                    Column.numbers("resolution", "r", 4),
                    Column.numbers("pixels", "pixels", 2),
                    Column.numbers("params", "params", 0),
                    Column.numbers("macs", "MACs", 0),
                    Column.numbers("predictedRatio", "d·w²·r²", 0),
                    Column.numbers("powerOfTwo", "2^φ", 3),
                    Column.numbers("exactRatio", "unrounded", 3),
                    Column.numbers("ratio", "real", 0));

    private ScaleGrid() {}

    static Grid of(ScaleResult result) {
        boolean released = result.rows().stream().anyMatch(row -> row.impliedPhi().isPresent());
        return new Grid(
                List.of(headline(result)),
                columns(released),
                result.rows().stream().map(row -> row(row, released)).toList(),
                below(result));
    }

    private static List<Column> columns(boolean released) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        if (released) {
            columns.add(Column.numbers("phiFromDepth", "φ by d", 5));
            columns.add(Column.numbers("phiFromWidth", "φ by w", 5));
            columns.add(Column.numbers("phiFromResolution", "φ by r", 5));
        }
        return columns;
    }

    private static String headline(ScaleResult result) {
        if (result.alpha().isEmpty()) return result.model();
        return result.model()
                + "  α "
                + result.alpha().getAsDouble()
                + "  β "
                + result.beta().getAsDouble()
                + "  γ "
                + result.gamma().getAsDouble();
    }

    private static Grid.Row row(Row row, boolean released) {
        List<Cell> cells = new ArrayList<>(cells(row));
        if (released) {
            var phi = row.impliedPhi();
            cells.add(phi.map(p -> Cell.significant(p.depth())).orElse(Cell.none()));
            cells.add(phi.map(p -> Cell.significant(p.width())).orElse(Cell.none()));
            cells.add(phi.map(p -> Cell.significant(p.resolution())).orElse(Cell.none()));
        }
        return new Grid.Row(Grid.Tone.PLAIN, cells);
    }

    private static List<Cell> cells(Row row) {
        return List.of(
                Cell.text(row.label()),
                Cell.significant(row.depth()),
                Cell.significant(row.width()),
                Cell.significant(row.resolution()),
                Cell.plain(row.pixels()),
                Cell.count(row.params()),
                Cell.count(row.macs()),
                Cell.ratio(row.predictedRatio()),
                Cell.ratio(row.powerOfTwo()),
                Cell.ratio(row.exactRatio()),
                Cell.ratio(row.ratio()));
    }

    private static List<String> below(ScaleResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("width: " + result.widthRule());
        lines.add("depth: " + result.depthRule());
        if (result.terms().isEmpty()) return lines;
        Row last = result.rows().getLast();
        lines.add("");
        lines.add(last.label() + ", stage by stage: asked for, built");
        result.stages().forEach(stage -> lines.add("  " + stage(stage)));
        lines.add("");
        lines.add(padded(Figures.significant(last.predictedRatio()) + "×") + "  by the law");
        result.terms().forEach(term -> lines.add(term(term)));
        lines.add(padded(Figures.significant(last.ratio()) + "×") + "  real");
        return lines;
    }

    private static String stage(Stage stage) {
        return stage.stage()
                + ": channels "
                + Figures.significant(stage.exactChannels())
                + ", "
                + stage.channels()
                + "; blocks "
                + Figures.significant(stage.exactBlocks())
                + ", "
                + stage.blocks()
                + "; "
                + stage.pixels()
                + " pixels";
    }

    private static String term(Term term) {
        String sign = term.ratio() < 0 ? "-" : "+";
        return padded(sign + Figures.significant(Math.abs(term.ratio()))) + "   " + term.reason();
    }

    private static String padded(String number) {
        return " ".repeat(Math.max(0, 10 - number.length())) + number;
    }
}
