package dev.convscope.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Suggestions for a mistyped word: the known names that are fewest edits away.
public final class NearestNames {
    private static final int AT_MOST = 3;

    private NearestNames() {}

    /// The known names closest to `word`, best first; empty when nothing is close.
    ///
    /// A name is close when at most a third of the word must change, or when it begins with the
    /// word. Case and separators (`-`, `_`, space) do not matter.
    public static List<String> of(String word, Collection<String> names) {
        String typed = plain(word);
        int limit = Math.max(2, typed.length() / 3);
        return names.stream()
                .filter(name -> distance(typed, plain(name)) <= limit)
                .sorted(
                        Comparator.<String>comparingInt(name -> edits(typed, plain(name)))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(AT_MOST)
                .toList();
    }

    /// The suggestion as a remedy: `did you mean 'a' or 'b'?`, or `otherwise` when nothing is
    /// close.
    public static String question(String word, Collection<String> names, String otherwise) {
        List<String> close = of(word, names).stream().map(name -> "'" + name + "'").toList();
        return close.isEmpty() ? otherwise : "did you mean " + String.join(" or ", close) + "?";
    }

    private static String plain(String word) {
        return word.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[-_ ]", "");
    }

    private static int distance(String typed, String name) {
        return !typed.isEmpty() && name.startsWith(typed) ? 0 : edits(typed, name);
    }

    /// Levenshtein's distance with a swap of neighbours as one edit.
    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) cost[i][0] = i;
        for (int j = 0; j <= b.length(); j++) cost[0][j] = j;
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int swap = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
                best = Math.min(best, cost[i - 1][j - 1] + swap);
                if (neighboursSwapped(a, i, b, j)) best = Math.min(best, cost[i - 2][j - 2] + 1);
                cost[i][j] = best;
            }
        }
        return cost[a.length()][b.length()];
    }

    private static boolean neighboursSwapped(String a, int i, String b, int j) {
        return i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
