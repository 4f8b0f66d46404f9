package dev.convscope.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Published figures by network name, from `published.csv` beside this class; nothing in it is
/// computed. Of several rows about one network, the first is the one reports show.
final class Publications {
    private static final String FILE = "published.csv";

    private static final Map<String, List<Published>> BY_NETWORK = read();

    private Publications() {}

    static List<Published> of(String network) {
        return BY_NETWORK.getOrDefault(network, List.of());
    }

    /// Every network that has a row.
    static Iterable<String> networks() {
        return BY_NETWORK.keySet();
    }

    private static Map<String, List<Published>> read() {
        try (InputStream stream = Publications.class.getResourceAsStream(FILE)) {
            Map<String, List<Published>> rows = new HashMap<>();
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().skip(1).toList()) {
                String[] cells = line.split(",", -1);
                rows.computeIfAbsent(cells[0], _ -> new ArrayList<>()).add(row(cells));
            }
            rows.replaceAll((_, list) -> List.copyOf(list));
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Published row(String[] cells) {
        return new Published(
                Double.parseDouble(cells[1]),
                Double.parseDouble(cells[2]),
                cells[3].isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(cells[3])),
                cells[4],
                text(cells[5]),
                text(cells[6]),
                number(cells[7]),
                number(cells[8]));
    }

    private static Optional<String> text(String cell) {
        return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
    }

    private static OptionalDouble number(String cell) {
        return cell.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(cell));
    }
}
