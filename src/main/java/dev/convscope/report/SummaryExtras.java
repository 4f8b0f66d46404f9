package dev.convscope.report;

import dev.convscope.result.SummaryResult;
import dev.convscope.result.SummaryResult.Block;
import dev.convscope.result.SummaryResult.Published;
import dev.convscope.result.SummaryResult.Stage;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What a summary tells beyond counts: receptive fields, block strings, training.
final class SummaryExtras {
    private SummaryExtras() {}

    /// The columns that only blocks or only stages have.
    static List<Column> columns(Layout.Level level) {
        return switch (level) {
            case LAYER -> List.of();
            case BLOCK -> List.of(Column.numbers("survival", "survival", 6));
            case STAGE ->
                    List.of(
                            Column.numbers("receptiveField", "sees", 6),
                            Column.numbers("effectiveStride", "stride", 6),
                            Column.words("blockString", "block string", 7));
        };
    }

    /// The cells of those columns for one block or stage.
    static List<Cell> cells(SummaryResult result, String name, Layout.Level level) {
        return switch (level) {
            case LAYER -> List.of();
            case BLOCK -> List.of(survival(result, name));
            case STAGE -> stage(result, name);
        };
    }

    private static Cell survival(SummaryResult result, String name) {
        return result.training().blocks().stream()
                .filter(block -> block.block().equals(name) && block.skip())
                .findFirst()
                .map(block -> Cell.significant(block.survival()))
                .orElse(Cell.none());
    }

    private static List<Cell> stage(SummaryResult result, String name) {
        return result.stages().stream()
                .filter(stage -> stage.stage().equals(name))
                .findFirst()
                .map(SummaryExtras::cells)
                .orElse(List.of(Cell.none(), Cell.none(), Cell.text("")));
    }

    private static List<Cell> cells(Stage stage) {
        return List.of(
                number(stage.receptiveField()),
                number(stage.effectiveStride()),
                Cell.text(stage.blockString()));
    }

    private static Cell number(OptionalLong number) {
        return number.isPresent() ? Cell.plain(number.getAsLong()) : Cell.none();
    }

    /// Lines below the totals.
    static List<String> lines(SummaryResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(
                SummaryGrid.sum("backbone", Figures.exact(result.totals().backboneParams()))
                        + "  params without the classifier");
        result.stages().stream()
                .filter(stage -> stage.receptiveField().isPresent())
                .reduce((_, last) -> last)
                .ifPresent(stage -> lines.add(receptiveField(stage, result.input().getLast())));
        training(result, lines);
        result.published().forEach(published -> lines.add(published(published)));
        return lines;
    }

    /// Published figures as they were printed, beside the computed ones above.
    private static String published(Published row) {
        List<String> figures = new ArrayList<>();
        row.params().ifPresent(params -> figures.add(params + " params"));
        row.flops().ifPresent(flops -> figures.add(flops + " FLOPs"));
        row.top1().ifPresent(top1 -> figures.add("top-1 " + top1 + " %"));
        row.top5().ifPresent(top5 -> figures.add("top-5 " + top5 + " %"));
        return "published  " + String.join(", ", figures) + "  " + row.source();
    }

    private static String receptiveField(Stage stage, int pixels) {
        long field = stage.receptiveField().getAsLong();
        return SummaryGrid.sum("receptive field", field + " px")
                + "  "
                + Figures.significant((double) field / pixels)
                + " of the input, stride "
                + stage.effectiveStride().orElse(1);
    }

    private static void training(SummaryResult result, List<String> lines) {
        var training = result.training();
        List<Block> skips = training.blocks().stream().filter(Block::skip).toList();
        boolean drops = skips.stream().anyMatch(block -> block.survival() < 1);
        if (!skips.isEmpty()) {
            String text = skips.size() + " of " + training.blocks().size();
            lines.add(SummaryGrid.sum("blocks with a skip", text));
        }
        if (drops) {
            double share = training.expectedMacs() / Math.max(1, result.totals().macs());
            lines.add(
                    SummaryGrid.sum("stochastic depth", Figures.percent(share))
                            + "  of the MACs in a training pass, survival down to "
                            + Figures.significant(skips.getLast().survival()));
        }
        if (training.dropout().isPresent()) {
            lines.add(SummaryGrid.sum("dropout", "" + training.dropout().getAsDouble()));
        }
    }
}
