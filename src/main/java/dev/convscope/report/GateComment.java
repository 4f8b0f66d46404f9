package dev.convscope.report;

import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Check;
import dev.convscope.result.GateResult.Verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A gate's result as a comment on a pull request: what changed in a table, what did not folded
/// away, then the machine and how to see it again.
///
/// Its first line marks it, so that a bot finds its own comment and replaces it.
final class GateComment {
    /// GitHub takes 65,536 characters; bytes outside of ASCII count more than once elsewhere.
    private static final int MOST_CHARACTERS = 60_000;

    private static final String MARKER = "<!-- convscope gate -->";

    private GateComment() {}

    static String render(GateResult result) {
        var text = new StringBuilder(MARKER).append("\n### ").append(headline(result)).append("\n");
        List<Check> changed = new ArrayList<>();
        List<Check> same = new ArrayList<>();
        for (Check check : result.checks()) (notable(check) ? changed : same).add(check);
        changed.sort(Comparator.comparing(Check::verdict).reversed());
        if (!changed.isEmpty()) table(text, changed);
        for (String note : result.notes()) text.append("\n> ").append(escaped(note)).append("\n");
        if (!same.isEmpty()) {
            text.append("\n<details><summary>")
                    .append(same.size())
                    .append(" unchanged</summary>\n");
            table(text, same);
            text.append("\n</details>\n");
        }
        origin(text, result);
        return text.toString();
    }

    /// `convscope gate: regressed (1 of 5 checks)`
    static String headline(GateResult result) {
        long grave =
                result.checks().stream()
                        .filter(check -> check.verdict() == result.verdict())
                        .count();
        return "convscope gate: "
                + result.verdict()
                + (result.complete() ? "" : ", interrupted")
                + " ("
                + grave
                + " of "
                + result.checks().size()
                + " checks)";
    }

    /// A check in words.
    static String sentence(Check check) {
        var text =
                new StringBuilder(check.model()).append(", ").append(check.metric()).append(": ");
        text.append(check.verdict());
        check.ratio().ifPresent(ratio -> text.append(", ").append(percent(ratio)));
        if (check.lowRatio().isPresent() && check.highRatio().isPresent()) {
            text.append(" (")
                    .append(percent(check.lowRatio().getAsDouble()))
                    .append(" to ")
                    .append(percent(check.highRatio().getAsDouble()))
                    .append(")");
        }
        if (!check.reason().isEmpty()) text.append(": ").append(check.reason());
        return text.toString();
    }

    /// Times stay visible: that they passed says little without what would have been found.
    private static boolean notable(Check check) {
        return check.verdict() != Verdict.PASS || check.minimumDetectableRatio().isPresent();
    }

    private static void table(StringBuilder text, List<Check> checks) {
        text.append(
                "\n| model | metric | verdict | base | head | change | 95 % interval | would find |"
                        + " forks | p | |\n");
        text.append("| --- | --- | --- | --: | --: | --: | --: | --: | --: | --: | --- |\n");
        for (int i = 0; i < checks.size(); i++) {
            if (text.length() > MOST_CHARACTERS) {
                text.append("\n").append(checks.size() - i).append(" more are left out.\n");
                return;
            }
            row(text, checks.get(i));
        }
    }

    private static void row(StringBuilder text, Check check) {
        List<String> cells =
                List.of(
                        escaped(check.model()),
                        check.metric(),
                        mark(check.verdict()) + check.verdict(),
                        value(check, check.base()),
                        value(check, check.head()),
                        percent(check.ratio()),
                        check.lowRatio().isEmpty()
                                ? ""
                                : percent(check.lowRatio()) + " to " + percent(check.highRatio()),
                        percent(check.minimumDetectableRatio()),
                        check.forks() == 0 ? "" : Integer.toString(check.forks()),
                        check.p().isPresent() ? Figures.scientific(check.p().getAsDouble()) : "",
                        escaped(check.reason()));
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case PASS, NEW -> "";
            case IMPROVED -> "🟢 ";
            case INCONCLUSIVE, UNRELIABLE, NOT_COMPARABLE -> "🟡 ";
            case MISSING, OVER_BUDGET, REGRESSED -> "🔴 ";
        };
    }

    private static String value(Check check, OptionalDouble value) {
        if (value.isEmpty()) return "";
        double number = value.getAsDouble();
        if (check.metric().endsWith("Nanos")) return Figures.significant(number / 1e6) + " ms";
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Figures.exact((long) number)
                : Figures.significant(number);
    }

    private static String percent(OptionalDouble ratio) {
        return ratio.isPresent() ? percent(ratio.getAsDouble()) : "";
    }

    private static String percent(double ratio) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * (ratio - 1));
    }

    private static void origin(StringBuilder text, GateResult result) {
        result.sides()
                .ifPresent(
                        sides ->
                                text.append("\nbase: ")
                                        .append(escaped(sides.base()))
                                        .append(", head: ")
                                        .append(escaped(sides.head()))
                                        .append(", seed ")
                                        .append(result.seed()));
        result.floor()
                .ifPresent(floor -> text.append(", base against itself: ").append(percent(floor)));
        result.environment()
                .ifPresent(
                        environment ->
                                text.append("\n\n").append(escaped(MachineLine.of(environment))));
        text.append("\n");
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("*", "\\*");
    }
}
