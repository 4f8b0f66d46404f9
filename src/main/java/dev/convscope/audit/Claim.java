package dev.convscope.audit;

/// One published figure or statement beside what arithmetic gives.
///
/// @param id unique, as in `table2/PNASNet/flops`
/// @param source the text it stands in
/// @param claim what is claimed, in a few words
/// @param published the figure or statement as published; empty if the text leaves a blank
/// @param computed the figure or fact computed; empty if it cannot be checked
/// @param verdict how the two compare
/// @param note by how much they differ, or why it cannot be checked; empty if there is nothing to
///     add
public record Claim(
        String id,
        String source,
        String claim,
        String published,
        String computed,
        Verdict verdict,
        String note) {}
