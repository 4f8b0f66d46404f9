package dev.convscope.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The tables of known figures under `src/test/resources/reference`, for tests of any package.
public final class ReferenceTable {
    private ReferenceTable() {}

    /// The rows of a table, each by column name.
    public static List<Map<String, String>> rows(String file) {
        List<String> lines = lines(file);
        String[] columns = lines.getFirst().split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.length; i++) row.put(columns[i], cells[i]);
            rows.add(row);
        }
        return rows;
    }

    /// The only row whose column has this value.
    public static Map<String, String> row(String file, String column, String value) {
        return rows(file).stream()
                .filter(row -> row.get(column).equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no " + column + " " + value));
    }

    /// The figures of a row of `golden_models.csv`, by column.
    public static Map<String, Long> goldenModel(String model) {
        Map<String, Long> figures = new LinkedHashMap<>();
        row("golden_models.csv", "model", model)
                .forEach(
                        (column, cell) -> {
                            if (!column.equals("model")) figures.put(column, Long.parseLong(cell));
                        });
        return figures;
    }

    private static List<String> lines(String file) {
        try (var stream = ReferenceTable.class.getResourceAsStream("/reference/" + file)) {
            byte[] bytes = Objects.requireNonNull(stream, file).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
