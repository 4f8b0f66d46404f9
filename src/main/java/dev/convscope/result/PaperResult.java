package dev.convscope.result;

import java.util.List;

/// Published tables and claims, each held against arithmetic.
public record PaperResult(List<Claim> claims) implements Result {
    public PaperResult {
        claims = List.copyOf(claims);
    }

    /// One figure or statement.
    ///
    /// @param id unique and lasting
    /// @param source the text it stands in
    /// @param claim in a few words
    /// @param published as published
    /// @param computed as computed; empty if it cannot be
    /// @param verdict `holds`, `differs` or `uncheckable`
    /// @param note by how much it differs, or why it cannot be checked
    public record Claim(
            String id,
            String source,
            String claim,
            String published,
            String computed,
            String verdict,
            String note) {}
}
