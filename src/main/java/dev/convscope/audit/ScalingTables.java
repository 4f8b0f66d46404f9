package dev.convscope.audit;

import dev.convscope.scaling.ScaledNetwork;
import dev.convscope.scaling.ScalingBase;
import dev.convscope.scaling.WidthSearch;

import java.util.List;
import java.util.Map;

/// Tables 3 and 7 and Figure 4: networks scaled one way and another.
final class ScalingTables {
    private static final String UNTRAINED = "an accuracy takes trained weights";
    private static final long TEN_BILLION = 10_000_000_000L;

    private ScalingTables() {}

    static List<Claim> claims(Counts counts) {
        var third = new ClaimList("EfficientNet, Table 3");
        for (Map<String, String> row : PublishedTable.rows(3)) {
            String id = "table3/" + row.get("family") + "/" + row.get("scaling");
            claim(third, id, row, counts, row.get("network"), row.get("top1"));
        }
        var seventh = new ClaimList("EfficientNet, Table 7");
        for (Map<String, String> row : PublishedTable.rows(7)) {
            String id = "table7/" + row.get("model").replace(' ', '-');
            String accuracies = row.get("top1v5") + " (first version " + row.get("top1v1") + ")";
            claim(seventh, id, row, counts, "efficientnet-b0", accuracies);
        }
        var all = new java.util.ArrayList<>(third.claims());
        all.addAll(seventh.claims());
        all.addAll(figureFour(counts));
        return all;
    }

    private static void claim(
            ClaimList list,
            String id,
            Map<String, String> row,
            Counts counts,
            String network,
            String accuracy) {
        double depth = Double.parseDouble(row.get("depth"));
        double width = Double.parseDouble(row.get("width"));
        int pixels = Integer.parseInt(row.get("pixels"));
        var cost = counts.scaled(network, depth, width, pixels);
        String what = network + " at d " + row.get("depth") + ", w " + row.get("width");
        list.count(
                id + "/flops",
                what + ", " + pixels + " pixels: FLOPS",
                row.get("flops"),
                cost.macs());
        list.uncheckable(id + "/accuracy", what + ": top-1", accuracy, UNTRAINED);
    }

    /// Widths that bring four baselines to ten billion multiply-adds.
    private static List<Claim> figureFour(Counts counts) {
        var list = new ClaimList("EfficientNet, Figure 4");
        var b0 = new ScalingBase(counts.network("efficientnet-b0"));
        for (double depth : new double[] {1, 2}) {
            for (int pixels : new int[] {224, 299}) {
                ScaledNetwork widest =
                        WidthSearch.FIGURE_4.widest(b0, depth, pixels, TEN_BILLION).orElseThrow();
                list.uncheckable(
                        "figure4/d" + (int) depth + "-" + pixels + "px",
                        "the line of depth "
                                + (int) depth
                                + " at "
                                + pixels
                                + " pixels reaches 10B",
                        "a point of a plot, no figure printed",
                        "w "
                                + ClaimList.decimals(widest.multipliers().width(), 2)
                                + ": "
                                + ClaimList.giga(widest.macs()),
                        "widths in steps of 1/20");
            }
        }
        return list.claims();
    }
}
