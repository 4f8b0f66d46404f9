package dev.convscope.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Collects the claims of one source; each method is a way to compare.
final class ClaimList {
    /// Published counts are rounded by hand here and there; up to this they are taken as right.
    private static final double TOLERANCE = .02;

    /// Ratios are made of rounded figures.
    private static final double RATIO_TOLERANCE = .1;

    private final String source;
    private final List<Claim> claims = new ArrayList<>();

    ClaimList(String source) {
        this.source = source;
    }

    List<Claim> claims() {
        return List.copyOf(claims);
    }

    /// A count as printed, such as `5.3M`: holds if the computed one rounds or truncates to its
    /// digits, or is within 2 %.
    void count(String id, String claim, String printed, double computed) {
        Figure figure = Figure.parse(printed, id);
        boolean truncates =
                computed >= figure.value() && computed < figure.value() + 2 * figure.half();
        boolean holds =
                figure.prints(computed)
                        || truncates
                        || Math.abs(figure.deviation(computed)) <= TOLERANCE;
        add(id, claim, printed, Figure.like(printed, computed), holds, percent(figure, computed));
    }

    /// A number written out in full.
    void exact(String id, String claim, long printed, long computed) {
        var figure = new Figure(printed, 0);
        boolean same = printed == computed;
        String note = same ? "" : percent(figure, computed);
        add(id, claim, Long.toString(printed), Long.toString(computed), same, note);
    }

    /// A ratio as printed, such as `4.9`: holds within 0.1 or 2 %, or if the computed one
    /// rounds or truncates to its digits.
    void ratio(String id, String claim, String printed, double computed) {
        double value = Double.parseDouble(printed);
        int point = printed.indexOf('.');
        double unit = point < 0 ? 1 : Math.pow(10, -(printed.length() - point - 1));
        var figure = new Figure(value, unit / 2);
        boolean holds =
                Math.abs(computed - value) <= Math.max(RATIO_TOLERANCE, unit / 2) + 1e-9
                        || computed >= value && computed < value + unit
                        || Math.abs(figure.deviation(computed)) <= TOLERANCE;
        add(
                id,
                claim,
                printed + "x",
                decimals(computed, 2) + "x",
                holds,
                percent(figure, computed));
    }

    /// A statement beside the fact that decides it.
    void fact(String id, String claim, String published, String computed, boolean holds) {
        add(id, claim, published, computed, holds, "");
    }

    void fact(
            String id,
            String claim,
            String published,
            String computed,
            boolean holds,
            String note) {
        add(id, claim, published, computed, holds, note);
    }

    /// A statement that arithmetic cannot decide.
    void uncheckable(String id, String claim, String published, String why) {
        claims.add(new Claim(id, source, claim, published, "", Verdict.UNCHECKABLE, why));
    }

    /// The same, with a figure that belongs to it.
    void uncheckable(String id, String claim, String published, String computed, String why) {
        claims.add(new Claim(id, source, claim, published, computed, Verdict.UNCHECKABLE, why));
    }

    private void add(
            String id,
            String claim,
            String published,
            String computed,
            boolean holds,
            String note) {
        var verdict = holds ? Verdict.HOLDS : Verdict.DIFFERS;
        claims.add(new Claim(id, source, claim, published, computed, verdict, note));
    }

    private static String percent(Figure figure, double computed) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * figure.deviation(computed));
    }

    /// A number with so many decimals, whatever the locale.
    static String decimals(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /// Multiply-accumulates in billions.
    static String giga(double macs) {
        return decimals(macs / 1e9, 3) + "B";
    }
}
