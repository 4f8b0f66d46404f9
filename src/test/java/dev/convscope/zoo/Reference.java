package dev.convscope.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tables of known figures under `src/test/resources/reference`.
final class Reference {
    private Reference() {}

    /// The rows of a table, each by column name.
    static List<Map<String, String>> rows(String file) {
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

    /// The row of `golden_models.csv` with this name.
    static Map<String, String> goldenModel(String model) {
        return rows("golden_models.csv").stream()
                .filter(row -> row.get("model").equals(model))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no golden row " + model));
    }

    private static List<String> lines(String file) {
        try (InputStream stream = Reference.class.getResourceAsStream("/reference/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
