package dev.convscope.report;

import dev.convscope.result.PaperResult;
import dev.convscope.result.PaperResult.Claim;

import java.util.List;

/// Published claims, one row each, and how many hold.
final class PaperGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.words("verdict", "verdict", 0),
                    Column.words("claim", "claim", 0),
                    Column.words("published", "published", 0),
                    Column.words("computed", "computed", 0),
                    Column.words("note", "note", 3),
                    Column.words("id", "id", 4),
                    Column.words("source", "source", 5));

    private PaperGrid() {}

    static Grid of(PaperResult result) {
        List<Claim> claims = result.claims();
        String sum =
                count(claims, "holds")
                        + " hold, "
                        + count(claims, "differs")
                        + " differ, "
                        + count(claims, "uncheckable")
                        + " cannot be checked by arithmetic";
        return new Grid(
                List.of(), COLUMNS, claims.stream().map(PaperGrid::row).toList(), List.of(sum));
    }

    private static long count(List<Claim> claims, String verdict) {
        return claims.stream().filter(claim -> claim.verdict().equals(verdict)).count();
    }

    private static Grid.Row row(Claim claim) {
        var tone =
                switch (claim.verdict()) {
                    case "holds" -> Grid.Tone.GOOD;
                    case "differs" -> Grid.Tone.WARNING;
                    default -> Grid.Tone.PLAIN;
                };
        return new Grid.Row(
                tone,
                List.of(
                        Cell.text(claim.verdict()),
                        Cell.text(claim.claim()),
                        Cell.text(claim.published()),
                        Cell.text(claim.computed()),
                        Cell.text(claim.note()),
                        Cell.text(claim.id()),
                        Cell.text(claim.source())));
    }
}
