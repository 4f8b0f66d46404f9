package dev.convscope.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Table 5: transfer to other data sets; its parameters leave out the ImageNet classifier.
final class TransferTable {
    private TransferTable() {}

    static List<Claim> claims(Counts counts) {
        var list = new ClaimList("EfficientNet, Table 5");
        List<Double> publicRatios = new ArrayList<>();
        List<Double> reportedRatios = new ArrayList<>();
        for (Map<String, String> row : PublishedTable.rows(5)) {
            String id = "table5/" + row.get("dataset") + "/" + row.get("rival");
            accuracy(list, id, row);
            if (row.get("ratio").isEmpty()) continue;
            double ratio = Double.parseDouble(row.get("ratio"));
            (row.get("rival").equals("GPipe") ? reportedRatios : publicRatios).add(ratio);
            sizes(list, id, row, counts);
        }
        means(list, "public", "4.7", publicRatios);
        means(list, "reported", "9.6", reportedRatios);
        return list.claims();
    }

    private static void accuracy(ClaimList list, String id, Map<String, String> row) {
        list.uncheckable(
                id + "/accuracy",
                row.get("dataset") + ": " + row.get("rival") + " against " + row.get("ours"),
                row.get("rivalAccuracy") + " against " + row.get("accuracy"),
                "an accuracy takes trained weights");
    }

    private static void sizes(ClaimList list, String id, Map<String, String> row, Counts counts) {
        double rival = counts.backbone(row.get("rivalNetwork"));
        double ours = counts.backbone("efficientnet-" + row.get("ours").toLowerCase(Locale.ROOT));
        String backbone = " parameters without classifier";
        list.count(id + "/rival", row.get("rival") + backbone, row.get("rivalParams") + "M", rival);
        list.count(id + "/ours", row.get("ours") + backbone, row.get("params") + "M", ours);
        list.ratio(
                id + "/ratio",
                row.get("rival") + " over " + row.get("ours"),
                row.get("ratio"),
                rival / ours);
    }

    private static void means(ClaimList list, String which, String printed, List<Double> ratios) {
        double product = ratios.stream().reduce(1., (a, b) -> a * b);
        list.ratio(
                "table5/mean-" + which,
                "geometric mean of the printed ratios, " + which + " models",
                printed,
                Math.pow(product, 1. / ratios.size()));
    }
}
