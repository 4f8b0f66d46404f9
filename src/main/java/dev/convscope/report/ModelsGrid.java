package dev.convscope.report;

import dev.convscope.result.ModelsResult;

import java.util.List;
import java.util.Optional;

/// The zoo, one row a network.
final class ModelsGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.words("name", "name", 0),
                    Column.words("family", "family", 2),
                    Column.numbers("input", "input", 3),
                    Column.numbers("params", "params", 0),
                    Column.numbers("publishedParams", "published", 2),
                    Column.numbers("macs", "MACs", 0),
                    Column.numbers("publishedFlops", "published", 2),
                    Column.numbers("top1", "top-1 %", 1),
                    Column.numbers("top5", "top-5 %", 4),
                    Column.words("source", "published in", 5));

    private ModelsGrid() {}

    static Grid of(ModelsResult result) {
        return new Grid(
                List.of(),
                COLUMNS,
                result.models().stream().map(ModelsGrid::row).toList(),
                List.of());
    }

    private static Grid.Row row(ModelsResult.Row row) {
        return Grid.Row.of(
                Cell.text(row.name()),
                Cell.text(row.family()),
                Cell.plain(row.input()),
                Cell.count(row.params()),
                published(row.publishedParams()),
                Cell.count(row.macs()),
                published(row.publishedFlops()),
                Cell.published(row.top1()),
                Cell.published(row.top5()),
                Cell.text(row.source()));
    }

    private static Cell published(Optional<String> figure) {
        return figure.map(Cell::text).orElse(Cell.none());
    }
}
