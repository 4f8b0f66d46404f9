package dev.convscope.audit;

import java.util.List;
import java.util.Map;

/// Table 4: latency on one core of a Xeon E5-2690, batch 1, mean of 20 runs.
final class LatencyTable {
    private static final String HARDWARE =
            "a latency takes the machine; 'convscope compare' measures the pair on this one";

    private LatencyTable() {}

    static List<Claim> claims(Counts counts) {
        var list = new ClaimList("EfficientNet, Table 4");
        Map<String, String> slow = Map.of();
        for (Map<String, String> row : PublishedTable.rows(4)) {
            String id = "table4/" + row.get("model");
            double macs = counts.macs(row.get("network"));
            double seconds = Double.parseDouble(row.get("seconds"));
            list.uncheckable(
                    id + "/latency",
                    row.get("model") + " latency, " + row.get("accuracy") + " % top-1",
                    row.get("seconds") + " s",
                    ClaimList.decimals(macs / seconds / 1e9, 1) + " GMAC/s implied",
                    HARDWARE);
            if (row.get("speedup").isEmpty()) {
                slow = row;
            } else {
                pair(list, counts, slow, row);
            }
        }
        return list.claims();
    }

    private static void pair(
            ClaimList list, Counts counts, Map<String, String> slow, Map<String, String> fast) {
        String id = "table4/" + slow.get("model") + "-" + fast.get("model");
        double slowSeconds = Double.parseDouble(slow.get("seconds"));
        double fastSeconds = Double.parseDouble(fast.get("seconds"));
        list.ratio(
                id + "/speedup",
                "the speed-up is the ratio of its own two latencies",
                fast.get("speedup"),
                slowSeconds / fastSeconds);
        double macs = (double) counts.macs(slow.get("network")) / counts.macs(fast.get("network"));
        list.fact(
                id + "/work",
                "the speed-up follows the FLOPS",
                fast.get("speedup") + "x faster",
                ClaimList.decimals(macs, 1) + "x fewer multiply-adds",
                Math.abs(macs - Double.parseDouble(fast.get("speedup"))) < 1,
                fast.get("model")
                        + " turns work into time at "
                        + ClaimList.decimals(slowSeconds / fastSeconds / macs, 2)
                        + " of "
                        + slow.get("model")
                        + "'s rate");
    }
}
