package dev.convscope.engine;

import dev.convscope.base.UserException;

import java.util.Comparator;
import java.util.List;

/// Every engine by its name.
public final class Engines {
    private static final List<Engine> ALL =
            List.of(new VectorEngine(), new ReferenceEngine(), new OnnxRuntimeEngine());

    private Engines() {}

    /// The names, ours first.
    public static List<String> names() {
        return ALL.stream().map(Engine::name).toList();
    }

    /// @throws UserException if there is no engine of that name, with the nearest one
    public static Engine named(String name) {
        return ALL.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static UserException unknown(String name) {
        String nearest =
                names().stream().min(Comparator.comparingInt(known -> distance(name, known))).get();
        var error =
                UserException.about("there is no engine '" + name + "'")
                        .expected("one of " + String.join(", ", names()));
        if (distance(name, nearest) <= nearest.length() / 2) {
            error.remedy("did you mean '" + nearest + "'?");
        }
        return error.build();
    }

    /// Letters to insert, delete or replace to come from one word to the other (Levenshtein).
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) row[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
