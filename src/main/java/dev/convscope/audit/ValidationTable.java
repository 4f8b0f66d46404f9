package dev.convscope.audit;

import java.util.List;
import java.util.Map;

/// Table 8: accuracies on ImageNet's validation and test sets.
final class ValidationTable {
    private ValidationTable() {}

    static List<Claim> claims() {
        var list = new ClaimList("EfficientNet, Table 8");
        for (Map<String, String> row : PublishedTable.rows(8)) {
            String id = "table8/" + row.get("model");
            list.uncheckable(
                    id + "/accuracy",
                    row.get("model") + " validation and test top-1, top-5",
                    String.join(
                            " / ",
                            row.get("valTop1"),
                            row.get("testTop1"),
                            row.get("valTop5"),
                            row.get("testTop5")),
                    "an accuracy takes trained weights");
            Map<String, String> second = tableTwo(row.get("model"));
            consistent(list, id, row.get("valTop1"), second.get("top1"), "top-1");
            consistent(list, id, row.get("valTop5"), second.get("top5"), "top-5");
        }
        return list.claims();
    }

    private static Map<String, String> tableTwo(String member) {
        return PublishedTable.rows(2).stream()
                .filter(row -> row.get("model").equals("EfficientNet-" + member))
                .findFirst()
                .orElseThrow();
    }

    private static void consistent(
            ClaimList list, String id, String precise, String rounded, String what) {
        double difference = Double.parseDouble(precise) - Double.parseDouble(rounded);
        list.fact(
                id + "/table2-" + what,
                "its validation " + what + " rounds to Table 2's",
                rounded,
                precise,
                Math.abs(difference) <= .05 + 1e-9,
                "by " + ClaimList.decimals(difference, 2) + " points");
    }
}
