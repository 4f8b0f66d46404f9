package dev.convscope.audit;

import static dev.convscope.audit.ClaimList.decimals;

import dev.convscope.analysis.Kind;
import dev.convscope.analysis.NetworkCost;
import dev.convscope.analysis.ReceptiveField;
import dev.convscope.analysis.StochasticDepth;
import dev.convscope.graph.Op;
import dev.convscope.scaling.CompoundScaling;
import dev.convscope.scaling.GridSearch;
import dev.convscope.scaling.Multipliers;
import dev.convscope.scaling.NasReward;
import dev.convscope.scaling.ScalingBase;
import dev.convscope.scaling.Sweep;
import dev.convscope.zoo.BlockTable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What reviews of the EfficientNet paper say about scaling.
final class ScalingClaims {
    private static final String UNTRAINED = "an accuracy takes trained weights";

    private ScalingClaims() {}

    static List<Claim> claims(Counts counts) {
        var list = new ClaimList("reviews: scaling");
        definitions(list, counts);
        laws(list, counts);
        observations(list, counts);
        compound(list, counts);
        family(list, counts);
        return list.claims();
    }

    private static void definitions(ClaimList list, Counts counts) {
        long stages =
                counts.of("resnet-50").rows().stream()
                        .filter(row -> row.node().op() instanceof Op.Conv)
                        .map(row -> row.stage())
                        .distinct()
                        .count();
        list.exact("A1/stages", "ResNet has five stages", 5, stages);
        list.fact(
                "A2/operators",
                "scaling changes d, w and r and leaves the operators alone",
                "same operators",
                operators(counts, "efficientnet-b7").size() + " kinds in B7, the same as in B0",
                operators(counts, "efficientnet-b0").equals(operators(counts, "efficientnet-b7")));
        for (int layers : new int[] {18, 34, 50, 101, 152, 200}) {
            list.exact(
                    "A4/resnet-" + layers,
                    "ResNet-" + layers + " has that many layers",
                    layers,
                    Counts.layers(counts.of("resnet-" + layers).graph()));
        }
        list.uncheckable(
                "A4/saturation",
                "deeper networks gain less and less: ResNet-1000 is like ResNet-101",
                "statement",
                UNTRAINED);
    }

    private static Set<String> operators(Counts counts, String name) {
        Set<String> operators = new TreeSet<>();
        counts.of(name).rows().stream()
                .filter(row -> !(row.node().op() instanceof Op.Dropout))
                .forEach(row -> operators.add(row.op()));
        return operators;
    }

    private static void laws(ClaimList list, Counts counts) {
        for (String name : List.of("efficientnet-b0", "mobilenet-v2", "resnet-50")) {
            var base = new ScalingBase(counts.network(name));
            doubled(list, base, Sweep.Dimension.DEPTH, 2);
            doubled(list, base, Sweep.Dimension.WIDTH, 4);
            doubled(list, base, Sweep.Dimension.RESOLUTION, 4);
        }
        list.uncheckable(
                "A5/width",
                "wider networks catch finer features and are easier to train",
                "statement",
                UNTRAINED);
        list.uncheckable(
                "A6/resolution", "gains of higher resolution saturate", "statement", UNTRAINED);
    }

    private static void doubled(
            ClaimList list, ScalingBase base, Sweep.Dimension dimension, int law) {
        double ratio = base.scale(dimension.at(2)).ratio();
        String name = dimension.name().toLowerCase(java.util.Locale.ROOT);
        list.fact(
                "A11/" + base.network().name() + "/" + name,
                base.network().name() + ": doubling " + name + " multiplies FLOPS by " + law,
                law + "x",
                decimals(ratio, 2) + "x",
                Math.abs(ratio / law - 1) <= .05,
                decimals(100 * (ratio / law - 1), 1) + " %");
    }

    private static void observations(ClaimList list, Counts counts) {
        List<String> gains = new ArrayList<>();
        boolean diminishing = true;
        double last = Double.POSITIVE_INFINITY;
        List<Map<String, String>> rows =
                PublishedTable.rows(2).stream()
                        .filter(row -> row.get("model").equals(row.get("base")))
                        .toList();
        for (int i = 1; i < rows.size(); i++) {
            double points = top1(rows.get(i)) - top1(rows.get(i - 1));
            double more =
                    counts.macs(rows.get(i).get("network"))
                            - counts.macs(rows.get(i - 1).get("network"));
            double gain = points / (more / 1e9);
            gains.add(decimals(gain, 2));
            diminishing &= gain < last;
            last = gain;
        }
        list.fact(
                "A7/diminishing",
                "published top-1 gains per billion multiply-adds diminish from B0 to B7",
                "diminishing",
                String.join(", ", gains) + " points",
                diminishing);
        list.uncheckable(
                "A8/balance", "balancing all dimensions is more accurate", "statement", UNTRAINED);
        receptiveFields(list, counts);
    }

    private static double top1(Map<String, String> row) {
        return Double.parseDouble(row.get("top1"));
    }

    private static void receptiveFields(ClaimList list, Counts counts) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i <= 7; i++) {
            var graph = counts.of("efficientnet-b" + i).graph();
            double share =
                    (double) ReceptiveField.ofLastMap(graph).height() / graph.inputShape().height();
            least = Math.min(least, share);
            most = Math.max(most, share);
        }
        list.fact(
                "A9/receptive-field",
                "larger images get larger receptive fields",
                "statement",
                decimals(least, 2) + " to " + decimals(most, 2) + " of the image, B0 to B7",
                most / least < 1.5,
                "the share stays alike because depth grows with resolution");
    }

    private static void compound(ClaimList list, Counts counts) {
        var released = CompoundScaling.RELEASED;
        list.fact(
                "A10/product",
                "alpha · beta² · gamma² is about 2",
                "2",
                decimals(released.product(), 4),
                released.within(CompoundScaling.TOLERANCE));
        var b0 = new ScalingBase(counts.network("efficientnet-b0"));
        for (int phi = 1; phi <= 7; phi++) {
            double ratio = b0.scale(released.at(phi)).ratio();
            list.fact(
                    "A10/phi" + phi,
                    "FLOPS grow as 2^phi: phi = " + phi,
                    (1 << phi) + "x",
                    decimals(ratio, 2) + "x",
                    Math.abs(ratio / (1 << phi) - 1) <= .05,
                    decimals(released.predictedRatio(phi), 2) + "x by the released constants");
        }
        var candidates = GridSearch.STANDARD.candidates();
        list.fact(
                "A12/grid",
                "a small grid search at phi 1 yields alpha 1.2, beta 1.1, gamma 1.15",
                "1.2, 1.1, 1.15",
                "one of "
                        + candidates.size()
                        + " candidates in steps of 0.05 with a product within 0.1 of 2",
                candidates.contains(released),
                "which one is most accurate takes training");
        releasedPhi(list, counts, released);
        reward(list, counts);
    }

    private static void releasedPhi(ClaimList list, Counts counts, CompoundScaling released) {
        int base = counts.network("efficientnet-b0").defaultPixels();
        for (int i = 1; i <= 7; i++) {
            var network = counts.network("efficientnet-b" + i);
            BlockTable table = network.architecture().blockTable().orElseThrow();
            double resolution = (double) network.defaultPixels() / base;
            var phi = released.implied(new Multipliers(table.depth(), table.width(), resolution));
            double spread =
                    Math.max(phi.depth(), Math.max(phi.width(), phi.resolution())) - phi.least();
            list.fact(
                    "A13/b" + i,
                    "B" + i + " is B0 scaled by one phi",
                    "one phi",
                    "phi "
                            + decimals(phi.depth(), 2)
                            + " from depth, "
                            + decimals(phi.width(), 2)
                            + " from width, "
                            + decimals(phi.resolution(), 2)
                            + " from resolution",
                    spread < .1);
        }
    }

    private static void reward(ClaimList list, Counts counts) {
        for (String[] row : new String[][] {{"efficientnet-b0", "77.1"}, {"resnet-50", "76.0"}}) {
            double reward =
                    NasReward.EFFICIENTNET.of(Double.parseDouble(row[1]), counts.macs(row[0]));
            list.uncheckable(
                    "A15/" + row[0],
                    "the search maximises accuracy · (FLOPS / 400M)^-0.07",
                    row[1] + " % top-1",
                    decimals(reward, 2) + " reward",
                    "the accuracy is published, not computed");
        }
    }

    private static void family(ClaimList list, Counts counts) {
        NetworkCost b0 = counts.of("efficientnet-b0");
        NetworkCost b7 = counts.of("efficientnet-b7");
        blocks(list, b0);
        pareto(list, counts);
        StochasticDepth small = StochasticDepth.of(b0.graph(), .8);
        StochasticDepth large = StochasticDepth.of(b7.graph(), .8);
        list.fact(
                "A17/skips",
                "stochastic depth drops blocks, only where there is a skip",
                "statement",
                small.skipCount() + " of 16 blocks in B0, " + large.skipCount() + " of 55 in B7",
                small.skipCount() == 9 && large.skipCount() == 48,
                "training passes cost "
                        + decimals(100 * small.expectedShare(), 2)
                        + " and "
                        + decimals(100 * large.expectedShare(), 2)
                        + " % of inference");
        dropout(list, counts);
        list.ratio(
                "A19/b3-resnext",
                "B3 needs some 20x fewer FLOPS: ResNeXt-101",
                "20",
                ratio(counts, "resnext-101-64x4d@320", "efficientnet-b3"));
        list.ratio(
                "A19/b3-polynet",
                "B3 needs some 20x fewer FLOPS: PolyNet",
                "20",
                ratio(counts, "polynet", "efficientnet-b3"));
        list.uncheckable(
                "A23/cam",
                "the compound model looks at relevant regions",
                "statement",
                7 * 7 * 1280 + " multiply-adds for one activation map of B0",
                "which regions takes trained weights");
        list.uncheckable(
                "A25/latency",
                "networks of more FLOPS can be faster on suited hardware",
                "statement",
                "a latency takes the machine: 'convscope compare' measures it");
        landmarks(list, counts);
    }

    private static void blocks(ClaimList list, NetworkCost b0) {
        list.fact(
                "A14/baseline",
                "B0 is the network of d = w = r = 1",
                "1",
                decimals(CompoundScaling.RELEASED.at(0).law(), 0) + " by Equation 3 at phi 0",
                CompoundScaling.RELEASED.at(0).equals(Multipliers.ONE));
        long depthwise = rows(b0, Kind.DEPTHWISE);
        long gates = rows(b0, Kind.SE) / 2;
        list.fact(
                "A16/blocks",
                "a block is a depthwise convolution between 1x1 convolutions, with a gate",
                "16 blocks",
                depthwise + " depthwise convolutions, " + gates + " gates",
                depthwise == 16 && gates == 16);
    }

    private static long rows(NetworkCost cost, Kind kind) {
        return cost.rows().stream().filter(row -> row.kind() == kind).count();
    }

    /// Published accuracies against computed costs.
    private static void pareto(ClaimList list, Counts counts) {
        List<Map<String, String>> rows = PublishedTable.rows(2);
        List<String> beaten =
                rows.stream()
                        .filter(row -> row.get("model").equals(row.get("base")))
                        .filter(row -> rows.stream().anyMatch(o -> dominates(counts, o, row)))
                        .map(row -> row.get("model"))
                        .toList();
        list.fact(
                "A20/pareto",
                "no network of Table 2 beats an EfficientNet in accuracy and cost at once",
                "none",
                beaten.isEmpty() ? "none" : String.join(", ", beaten),
                beaten.isEmpty(),
                "published top-1, computed parameters and multiply-adds");
    }

    private static boolean dominates(
            Counts counts, Map<String, String> other, Map<String, String> row) {
        String one = other.get("network");
        String two = row.get("network");
        return !one.equals(two)
                && top1(other) >= top1(row)
                && (counts.macs(one) <= counts.macs(two)
                        || counts.params(one) <= counts.params(two));
    }

    private static double ratio(Counts counts, String one, String other) {
        return (double) counts.macs(one) / counts.macs(other);
    }

    private static void dropout(ClaimList list, Counts counts) {
        List<String> rates = new ArrayList<>();
        boolean linear = true;
        for (int i = 0; i <= 7; i++) {
            double rate =
                    counts.of("efficientnet-b" + i).graph().nodes().stream()
                            .filter(node -> node.op() instanceof Op.Dropout)
                            .mapToDouble(node -> ((Op.Dropout) node.op()).rate())
                            .findFirst()
                            .orElse(0);
            rates.add(decimals(rate, 1));
            linear &= Math.abs(rate - (.2 + .3 * i / 7)) < .005;
        }
        list.fact(
                "A18/dropout",
                "dropout rises linearly from 0.2 to 0.5, B0 to B7",
                "linear",
                String.join(" ", rates),
                linear,
                "steps, not a line");
    }

    private static void landmarks(ClaimList list, Counts counts) {
        list.count("A28/alexnet", "AlexNet parameters", "60M", counts.params("alexnet"));
        list.count("A28/googlenet", "GoogLeNet parameters", "6.8M", counts.params("googlenet"));
        list.count("A28/senet", "SENet parameters", "145M", counts.params("senet-154"));
        list.count("A28/gpipe", "GPipe parameters", "557M", counts.params("gpipe"));
        list.uncheckable(
                "A27/memory",
                "networks reach the memory of accelerators",
                "statement",
                "GPipe: "
                        + counts.of("gpipe").weightBytes() / (1 << 20)
                        + " MiB of weights, "
                        + counts.of("gpipe").peakActivationBytes() / (1 << 20)
                        + " MiB of activations at inference",
                "the limit is that of training hardware");
    }
}
