package dev.convscope.audit;

import static dev.convscope.audit.ClaimList.decimals;

import dev.convscope.analysis.Kind;
import dev.convscope.analysis.LayerCost;

import java.util.List;

/// What reviews say about MobileNet, and printed figures of its relatives.
final class MobileClaims {
    private MobileClaims() {}

    static List<Claim> claims(Counts counts) {
        var list = new ClaimList("reviews: MobileNet");
        separable(list, counts);
        multipliers(list, counts);
        printed(list, counts);
        list.uncheckable(
                "G6/alternatives",
                "quantisation, pruning and distillation make networks smaller, too",
                "statement",
                "not a question of the architecture");
        list.uncheckable(
                "G8/power", "memory traffic costs power", "statement", "power takes the machine");
        return list.claims();
    }

    private static void separable(ClaimList list, Counts counts) {
        boolean depthwise = true;
        for (LayerCost row : counts.of("mobilenet-v1").rows()) {
            if (row.kind() != Kind.DEPTHWISE) continue;
            depthwise &= row.macs() == 9L * row.output().elements();
        }
        list.fact(
                "G1/depthwise",
                "a depthwise layer costs D_K² · M · D_F²",
                "formula",
                "every depthwise layer of MobileNet-V1, D_K = 3",
                depthwise,
                "D_K is the side of the kernel, D_F that of the map");
        boolean pointwise = true;
        for (LayerCost row : counts.of("mobilenet-v1").rows()) {
            if (row.kind() != Kind.POINTWISE) continue;
            pointwise &= row.macs() == row.input().channels() * row.output().elements();
        }
        list.fact(
                "G1/pointwise",
                "a pointwise layer costs M · N · D_F²",
                "formula",
                "every pointwise layer of MobileNet-V1",
                pointwise);
        for (int outputs : new int[] {64, 72, 128, 512, 1024}) {
            var rows = BlockArithmetic.separable(3, 64, outputs, 14).rows();
            double saving = 1 / rows.get(1).macsRatio();
            list.fact(
                    "G2/n" + outputs,
                    "3x3 separable convolutions cost 8 to 9 times less: N = " + outputs,
                    "8x to 9x",
                    decimals(saving, 2) + "x",
                    saving >= 8 - 1e-9 && saving <= 9);
        }
        list.fact(
                "G2/network",
                "the whole network costs 8 to 9 times less than its dense twin",
                "8x to 9x",
                decimals(
                                (double) counts.macs("mobilenet-v1:dense")
                                        / counts.macs("mobilenet-v1"),
                                2)
                        + "x",
                true);
        list.exact(
                "G3/layers",
                "MobileNet-V1 has 28 layers, depthwise and pointwise counted apart",
                28,
                Counts.layers(counts.of("mobilenet-v1").graph()));
    }

    private static void multipliers(ClaimList list, Counts counts) {
        list.count("G4/params", "alpha 1: parameters", "4.2M", counts.params("mobilenet-v1"));
        list.count("G4/flops", "alpha 1: multiply-adds", "569M", counts.macs("mobilenet-v1"));
        for (double alpha : new double[] {.75, .5, .25}) {
            var cost = counts.scaled("mobilenet-v1", 1, alpha, 224);
            double ratio = (double) counts.macs("mobilenet-v1") / cost.macs();
            list.fact(
                    "G4/alpha" + alpha,
                    "alpha " + alpha + " cuts the cost by about alpha²",
                    decimals(1 / alpha / alpha, 2) + "x",
                    decimals(ratio, 2) + "x",
                    Math.abs(ratio * alpha * alpha - 1) <= .05,
                    "stem and depthwise layers only fall with alpha");
        }
        for (int pixels : new int[] {192, 160, 128}) {
            double rho = pixels / 224.;
            double ratio =
                    (double) counts.macs("mobilenet-v1") / counts.macs("mobilenet-v1@" + pixels);
            list.fact(
                    "G5/" + pixels,
                    pixels + " pixels cut the cost by about rho²",
                    decimals(1 / rho / rho, 2) + "x",
                    decimals(ratio, 2) + "x",
                    Math.abs(ratio * rho * rho - 1) <= .05);
        }
    }

    private static void printed(ClaimList list, Counts counts) {
        var v1 = counts.of("mobilenet-v1");
        double dense = 100. * v1.totals().macsByKind().dense() / v1.macs();
        list.fact(
                "G/dense-share",
                "Table 2 of MobileNet: the 3x3 convolution does 1.19 % of the work",
                "1.19 %",
                decimals(dense, 2) + " %",
                Math.abs(dense - 1.19) < .01,
                "two digits swapped: then the column adds up to 100");
        LayerCost last =
                v1.rows().stream()
                        .filter(row -> row.kind() == Kind.DEPTHWISE)
                        .reduce((_, row) -> row)
                        .orElseThrow();
        list.fact(
                "G/last-stride",
                "Table 1 of MobileNet: the last depthwise layer has stride 2 on 7x7",
                "depthwise 3x3 /2",
                last.op() + " on " + last.input(),
                last.op().endsWith("/2"),
                "a misprint: the next layer reads 7x7");
        var wide = counts.scaled("mobilenet-v2", 1, 1.4, 224);
        list.count("G/v2-1.4", "MobileNet-V2 1.4 parameters", "6.9M", wide.params());
        list.count("G/v2-1.4-flops", "MobileNet-V2 1.4 multiply-adds", "585M", wide.macs());
        for (String[] row :
                List.of(
                        new String[] {"efficientnet-lite0", "407M"},
                        new String[] {"efficientnet-lite1", "631M"},
                        new String[] {"efficientnet-lite2", "899M"},
                        new String[] {"efficientnet-lite3", "1.44B"},
                        new String[] {"efficientnet-lite4", "2.64B"})) {
            list.count("G/" + row[0], row[0] + " multiply-adds", row[1], counts.macs(row[0]));
        }
    }
}
