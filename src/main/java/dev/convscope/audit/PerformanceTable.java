package dev.convscope.audit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Table 2: EfficientNets and the networks of like accuracy.
final class PerformanceTable {
    private static final String UNTRAINED = "an accuracy takes trained weights";

    private PerformanceTable() {}

    static List<Claim> claims(Counts counts) {
        var list = new ClaimList("EfficientNet, Table 2");
        List<Map<String, String>> rows = PublishedTable.rows(2);
        Map<String, String> networks =
                rows.stream().collect(Collectors.toMap(r -> r.get("model"), r -> r.get("network")));
        for (Map<String, String> row : rows) {
            String base = networks.get(row.get("base"));
            params(list, row, counts, base);
            flops(list, row, counts, base);
            accuracy(list, row);
        }
        return list.claims();
    }

    private static void params(
            ClaimList list, Map<String, String> row, Counts counts, String base) {
        String id = "table2/" + row.get("model");
        double params = counts.params(row.get("network"));
        list.count(id + "/params", row.get("model") + " parameters", row.get("params"), params);
        list.ratio(
                id + "/params-ratio",
                row.get("model") + " parameters over " + row.get("base"),
                row.get("paramsRatio"),
                params / counts.params(base));
    }

    private static void flops(ClaimList list, Map<String, String> row, Counts counts, String base) {
        String id = "table2/" + row.get("model");
        double macs = counts.macs(row.get("network"));
        double ratio = macs / counts.macs(base);
        String claim = row.get("model") + " FLOPS at " + pixels(counts, row) + " pixels";
        if (row.get("flops").isEmpty()) {
            list.uncheckable(
                    id + "/flops",
                    claim,
                    "-",
                    ClaimList.giga(macs) + ", " + ClaimList.decimals(ratio, 1) + "x",
                    "the table leaves the cell blank; this is the figure for it");
            return;
        }
        list.count(id + "/flops", claim, row.get("flops"), macs);
        list.ratio(
                id + "/flops-ratio",
                row.get("model") + " FLOPS over " + row.get("base"),
                row.get("flopsRatio"),
                ratio);
    }

    private static int pixels(Counts counts, Map<String, String> row) {
        return counts.of(row.get("network")).graph().inputShape().height();
    }

    private static void accuracy(ClaimList list, Map<String, String> row) {
        boolean revised =
                !row.get("top1").equals(row.get("top1v1"))
                        || !row.get("top5").equals(row.get("top5v1"));
        String first = row.get("top1v1") + " / " + row.get("top5v1");
        list.uncheckable(
                "table2/" + row.get("model") + "/accuracy",
                row.get("model") + " top-1 / top-5",
                row.get("top1") + " / " + row.get("top5"),
                revised ? UNTRAINED + "; the first version printed " + first : UNTRAINED);
    }
}
