package dev.convscope.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The tables of the EfficientNet paper, as printed in its fifth version; where its first differs,
/// in columns of their own.
final class PublishedTable {
    private PublishedTable() {}

    /// The rows of a table, each by column; cells are as printed.
    static List<Map<String, String>> rows(int number) {
        String file = "table" + number + ".csv";
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

    private static List<String> lines(String file) {
        try (var stream = PublishedTable.class.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(stream, file).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
