package dev.convscope.audit;

import java.util.Locale;

/// What arithmetic says about a claim.
public enum Verdict {
    /// The computed figure is the published one, to the digits or the tolerance stated.
    HOLDS,
    /// It is not.
    DIFFERS,
    /// Arithmetic on architectures cannot tell: it takes training, hardware or a text.
    UNCHECKABLE;

    /// As it is written in results.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
