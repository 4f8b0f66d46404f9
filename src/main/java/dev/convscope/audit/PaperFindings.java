package dev.convscope.audit;

import static dev.convscope.audit.ClaimList.decimals;
import static dev.convscope.audit.ClaimList.giga;

import java.util.List;
import java.util.Map;

/// What the EfficientNet paper's text and tables say about each other, and what its figures leave
/// out.
final class PaperFindings {
    private PaperFindings() {}

    static List<Claim> claims(Counts counts) {
        var list = new ClaimList("EfficientNet, text against tables");
        pnasnet(list, counts);
        captions(list, counts);
        resolutions(list, counts);
        released(list, counts);
        disagreements(list);
        classifiersOfTable5(list, counts);
        versionsOfResNet(list, counts);
        swappedCells(list, counts);
        figures(list, counts);
        return list.claims();
    }

    private static void pnasnet(ClaimList list, Counts counts) {
        double ratio = 6.0 * 4.2;
        double macs = counts.macs("pnasnet-5-large");
        list.fact(
                "finding/pnasnet",
                "Table 2 prints PNASNet's FLOPS and its ratio to B4, which should agree",
                "23B and 6.0x",
                decimals(ratio, 1) + "B by the ratio, " + giga(macs) + " by the architecture",
                false,
                "23B looks like a misprint for 25B");
    }

    private static void captions(ClaimList list, Counts counts) {
        double gpipe = counts.params("gpipe");
        double b7 = counts.params("efficientnet-b7");
        list.ratio("finding/caption-params", "up to 8.4x fewer parameters", "8.4", gpipe / b7);
        double largest =
                PublishedTable.rows(2).stream()
                        .map(row -> row.get("flopsRatio"))
                        .filter(ratio -> !ratio.isEmpty())
                        .mapToDouble(Double::parseDouble)
                        .max()
                        .orElseThrow();
        list.fact(
                "finding/caption-flops",
                "up to 16x fewer FLOPS",
                "16x",
                decimals(largest, 0) + "x is the largest ratio of its own table",
                largest <= 16,
                "ResNeXt-101 18x and PolyNet 19x stand in the same table");
        double work = (double) counts.macs("gpipe") / counts.macs("efficientnet-b7");
        list.fact(
                "finding/gpipe-work",
                "B7 is 6.1x faster than GPipe",
                "6.1x",
                decimals(work, 1) + "x fewer multiply-adds at 480 pixels",
                false,
                "the speed-up is smaller than the saving in work");
    }

    private static void resolutions(ClaimList list, Counts counts) {
        for (String[] pair :
                new String[][] {
                    {"senet-154", "42B"}, {"resnext-101-64x4d", "32B"}, {"nasnet-a-large", "24B"}
                }) {
            double macs = counts.macs(pair[0] + "@224");
            list.fact(
                    "finding/resolution-" + pair[0],
                    "networks of a group of Table 2 are compared at one input size",
                    pair[1],
                    giga(macs) + " at 224 pixels",
                    Figure.parse(pair[1], "table2").prints(macs),
                    "the table does not print that the rivals run at 299 to 331 pixels");
        }
    }

    private static void released(ClaimList list, Counts counts) {
        for (Map<String, String> row : PublishedTable.rows(2)) {
            if (!List.of("SENet", "Inception-v4", "PolyNet").contains(row.get("model"))) continue;
            list.count(
                    "finding/released-" + row.get("model"),
                    "the released architecture has the printed parameters",
                    row.get("params"),
                    counts.params(row.get("network")));
        }
        for (String member : List.of("4", "5")) {
            String printed = member.equals("4") ? "4.2B" : "9.9B";
            list.count(
                    "finding/coefficients-b" + member,
                    "the released coefficients of B" + member + " give the printed FLOPS",
                    printed,
                    counts.macs("efficientnet-b" + member));
        }
        list.fact(
                "finding/ratio-rounding",
                "printed ratios are rounded alike",
                "24 over 7.8 is 3x, 60 over 7.8 is 7.6x",
                decimals(24 / 7.8, 2) + "x and " + decimals(60 / 7.8, 2) + "x",
                false,
                "one is rounded, the other cut off");
    }

    private static void disagreements(ClaimList list) {
        same(list, "nasnet", "NASNet-A top-1: Figure 5 against Table 2", "80.7", "82.7");
        same(list, "gpipe", "GPipe parameters: Figure 1 against Table 2", "556M", "557M");
        same(list, "resnet", "ResNet-50 top-1: section 1 against Table 2", "76.3", "76.0");
        same(list, "b4", "B4 top-1: section 1 against Table 2", "83.0", "82.9");
        same(list, "gain", "from ResNet-50 to B4: section 1 against Table 2", "6.7", "6.9");
        same(list, "senet", "SENet parameters: section 2 against Table 2", "145M", "146M");
        same(
                list,
                "googlenet",
                "GoogLeNet top-1: section 2 against NASNet's table",
                "74.8",
                "69.8");
        same(list, "r", "largest r of Figure 4: section 3.3 against the figure", "2.0", "1.3");
        same(list, "b0-table7", "B0 top-1: Table 7 against Table 2", "77.3", "77.1");
        same(list, "table4", "B1 top-1: Table 4 against Table 2", "78.8", "79.1");
    }

    private static void same(ClaimList list, String id, String claim, String one, String other) {
        list.fact("finding/" + id, claim, one, other, one.equals(other));
    }

    private static void classifiersOfTable5(ClaimList list, Counts counts) {
        list.fact(
                "finding/gpipe-table5",
                "Table 5 leaves the classifier out of GPipe's size, too",
                "556M",
                decimals(counts.backbone("gpipe") / 1e6, 1) + "M without the classifier",
                Figure.parse("556M", "table5").prints(counts.backbone("gpipe")),
                "every other size of the table is without; 556M is what Figure 1 prints");
    }

    private static void versionsOfResNet(ClaimList list, Counts counts) {
        list.fact(
                "finding/resnet-version",
                "ResNet-50's FLOPS are those of the ResNet paper",
                "4.1B",
                giga(counts.macs("resnet-50:v1")) + " as in that paper, 3.8B printed there",
                Figure.parse("4.1B", "table2").prints(counts.macs("resnet-50:v1")),
                giga(counts.macs("resnet-50")) + " with the stride in the 3x3");
        list.fact(
                "finding/resnet-152-version",
                "ResNet-152's 11B tell which version was meant",
                "11B",
                giga(counts.macs("resnet-152:v1"))
                        + " with the stride in the 1x1, "
                        + giga(counts.macs("resnet-152"))
                        + " in the 3x3",
                Figure.parse("11B", "table2").prints(counts.macs("resnet-152")),
                "only the first rounds to it");
    }

    private static void swappedCells(ClaimList list, Counts counts) {
        double deep = counts.scaled("resnet-50", 4, 1, 224).macs();
        double wide = counts.scaled("resnet-50", 1, 2, 224).macs();
        list.fact(
                "finding/table3-resnet",
                "ResNet-50 d 4 has 16.2B and w 2 has 14.7B",
                "16.2B and 14.7B",
                giga(deep) + " and " + giga(wide),
                Math.abs(deep / 16.2e9 - 1) < .02 && Math.abs(wide / 14.7e9 - 1) < .02,
                "the two cells look swapped");
    }

    private static void figures(ClaimList list, Counts counts) {
        list.count(
                "finding/table7-resolution",
                "B0 at r 2 has the FLOPS of Table 7",
                "1.9B",
                counts.macs("efficientnet-b0@448"));
        list.count(
                "finding/table7-r22",
                "r 2.2, a point of Figure 3, has them instead",
                "1.9B",
                counts.macs("efficientnet-b0@493"));
        var compound = counts.scaled("efficientnet-b0", 1.4, 1.2, 300);
        var b3 = counts.of("efficientnet-b3");
        list.fact(
                "finding/table7-b3",
                "the compound row of Table 7 is a scaled B0 of its own",
                "1.8B, 81.1 %",
                giga(compound.macs()) + "; B3 has " + giga(b3.macs()),
                compound.macs() != b3.macs() || compound.params() != b3.params(),
                "it is B3, with B3's accuracy of the first version");
        list.fact(
                "finding/pets",
                "Table 5, Pets: 58M over 17M",
                "5.6x",
                decimals(58 / 17., 1) + "x from its own columns",
                false,
                "inconsistent with itself");
        double transfer = counts.backbone("gpipe");
        list.count(
                "finding/gpipe-backbone",
                "GPipe without classifier, by the rule of the other rows of Table 5",
                "556M",
                transfer);
    }
}
