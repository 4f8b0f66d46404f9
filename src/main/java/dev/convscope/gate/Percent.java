package dev.convscope.gate;

import java.util.Locale;

/// Shares for people.
final class Percent {
    private Percent() {}

    static String of(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
