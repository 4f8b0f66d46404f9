package dev.convscope.report;

import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Check;
import dev.convscope.result.GateResult.Verdict;

import java.util.Comparator;
import java.util.List;

/// Checks as GitHub's workflow commands: errors, warnings and one line that sums up.
///
/// A step shows ten of each kind; the gravest come first, and the last place is the sum's.
final class GateAnnotations {
    private static final int MOST = 9;

    private GateAnnotations() {}

    static String render(GateResult result) {
        var text = new StringBuilder();
        append(text, "error", of(result, Verdict.MISSING, Verdict.OVER_BUDGET, Verdict.REGRESSED));
        append(
                text,
                "warning",
                of(result, Verdict.INCONCLUSIVE, Verdict.UNRELIABLE, Verdict.NOT_COMPARABLE));
        text.append("::notice title=convscope gate::")
                .append(data(GateComment.headline(result)))
                .append('\n');
        return text.toString();
    }

    private static List<Check> of(GateResult result, Verdict... verdicts) {
        var wanted = List.of(verdicts);
        return result.checks().stream()
                .filter(check -> wanted.contains(check.verdict()))
                .sorted(Comparator.comparing(Check::verdict).reversed())
                .toList();
    }

    private static void append(StringBuilder text, String kind, List<Check> checks) {
        for (Check check : checks.subList(0, Math.min(MOST, checks.size()))) {
            text.append("::")
                    .append(kind)
                    .append(" title=")
                    .append(property("convscope gate: " + check.verdict()))
                    .append("::")
                    .append(data(GateComment.sentence(check)))
                    .append('\n');
        }
        int more = checks.size() - MOST;
        if (more > 0) {
            text.append("::").append(kind).append("::and ").append(more).append(" more\n");
        }
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
